/** Sessions, invite codes, seats, deadlines and cached licences in Redis. */
package com.augmentalis.netavanue.session.redis;
