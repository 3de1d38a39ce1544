package com.augmentalis.netavanue.client.sdp;

/** Text that does not follow the grammar. It came from a peer, so whoever parses must expect it. */
public final class SdpSyntaxException extends Exception {

  private static final long serialVersionUID = 1L;

  SdpSyntaxException(String message) {
    super(message, null, false, false);
  }
}
