/** What the session service sends over the event bus. */
package com.augmentalis.netavanue.session.bus;
