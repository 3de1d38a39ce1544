package com.augmentalis.netavanue.server.config;

/**
 * A text that a source gave for a setting.
 *
 * @param text the text, not yet parsed
 * @param source where it comes from, in words for an operator, such as {@code --port} or {@code
 *     NETAVANUE_HTTP_PORT}
 */
record Given(String text, String source) {}
