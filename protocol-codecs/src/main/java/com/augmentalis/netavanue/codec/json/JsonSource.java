package com.augmentalis.netavanue.codec.json;

import com.augmentalis.netavanue.codec.TextSource;

/**
 * One JSON value (RFC 8259) in UTF-8 that is known to be well-formed and can be written as it is.
 *
 * <p>Implementations are immutable and may be shared between threads.
 */
public interface JsonSource extends TextSource {}
