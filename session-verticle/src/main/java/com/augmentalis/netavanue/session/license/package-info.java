/** Who may create sessions, and of which tier. */
package com.augmentalis.netavanue.session.license;
