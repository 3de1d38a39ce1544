/**
 * What the adapters of every service share: connections to Redis and PostgreSQL that fail fast and
 * recover by themselves, Lua scripts, and the database's migrations.
 *
 * <p>A store that is down answers {@code UNAVAILABLE} at once and never makes a caller wait for it
 * to come back.
 */
package com.augmentalis.netavanue.store;
