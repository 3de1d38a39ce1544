/**
 * The TURN service: short-lived credentials that a TURN server checks by a shared secret alone,
 * without asking anybody.
 */
package com.augmentalis.netavanue.turn;
