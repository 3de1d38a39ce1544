/** Session history and licences in PostgreSQL. */
package com.augmentalis.netavanue.session.pg;
