package com.augmentalis.netavanue.contract.session;

/**
 * A participant's new score and the hub that it led to.
 *
 * @param score the participant's score
 * @param hubFingerprint the hub after the update
 */
public record ScoreUpdated(int score, String hubFingerprint) {}
