/**
 * The session service: creating, joining and leaving, the hub's election, the grace of who is away,
 * deadlines, licences and history.
 *
 * <p>A session lives in Redis. Each change is one Lua script, which decides everything by itself
 * and returns the events; so any number of instances may serve one session. This package holds the
 * service and the ports it needs; the adapters are in {@code session.redis}, {@code session.pg} and
 * {@code session.bus}. An instance belongs to one event loop.
 */
package com.augmentalis.netavanue.session;
