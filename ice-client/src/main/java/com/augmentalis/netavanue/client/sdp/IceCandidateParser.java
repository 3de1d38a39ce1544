package com.augmentalis.netavanue.client.sdp;

import java.util.ArrayList;
import java.util.List;
import java.util.Locale;

/** Reads one candidate line. Any text gives a candidate or an {@link SdpSyntaxException}. */
final class IceCandidateParser {

  /** Far more than any real candidate, and little enough to hold. */
  static final int MAX_LENGTH = 2_048;

  private static final String ATTRIBUTE = "a=";
  private static final String NAME = "candidate:";

  private final String line;
  private final List<String> words;
  private int next;

  IceCandidateParser(String line) throws SdpSyntaxException {
    if (line.length() > MAX_LENGTH) {
      throw new SdpSyntaxException("a candidate of " + line.length() + " characters");
    }
    this.line = line.startsWith(ATTRIBUTE) ? line.substring(ATTRIBUTE.length()) : line;
    if (!this.line.regionMatches(true, 0, NAME, 0, NAME.length())) {
      throw new SdpSyntaxException("no candidate attribute");
    }
    // One space between words, so two in a row enclose an empty one; only a value may be empty.
    this.words = List.of(this.line.substring(NAME.length()).split(" ", -1));
  }

  IceCandidate parse() throws SdpSyntaxException {
    try {
      return read();
    } catch (IllegalArgumentException e) {
      throw new SdpSyntaxException(e.getMessage());
    }
  }

  private IceCandidate read() throws SdpSyntaxException {
    String foundation = word("foundation");
    int component = (int) number("component", 3);
    String transport = word("transport").toLowerCase(Locale.ROOT);
    long priority = number("priority", 10);
    ConnectionAddress address = ConnectionAddress.of(word("address"));
    int port = (int) number("port", 5);
    if (!word("typ").equalsIgnoreCase("typ")) {
      throw new SdpSyntaxException("no candidate type");
    }
    String type = word("type").toLowerCase(Locale.ROOT);
    ConnectionAddress relatedAddress = take("raddr") ? ConnectionAddress.of(word("raddr")) : null;
    Integer relatedPort = take("rport") ? Integer.valueOf((int) number("rport", 5)) : null;
    TcpType tcpType = null;
    List<IceCandidate.Extension> extensions = new ArrayList<>();
    while (next < words.size()) {
      String name = word("extension name");
      String value = word("value of extension " + name);
      if (!name.equalsIgnoreCase("tcptype")) {
        extensions.add(new IceCandidate.Extension(name, value));
      } else if (tcpType == null) {
        tcpType =
            TcpType.ofToken(value)
                .orElseThrow(() -> new SdpSyntaxException("unknown tcptype " + value));
      } else {
        throw new SdpSyntaxException("two of tcptype");
      }
    }
    return new IceCandidate(
        foundation,
        component,
        transport,
        priority,
        address,
        port,
        type,
        relatedAddress,
        relatedPort,
        tcpType,
        extensions);
  }

  private String word(String what) throws SdpSyntaxException {
    if (next == words.size()) {
      throw new SdpSyntaxException("no " + what);
    }
    return words.get(next++);
  }

  private boolean take(String name) {
    if (next < words.size() && words.get(next).equalsIgnoreCase(name)) {
      next++;
      return true;
    }
    return false;
  }

  private long number(String what, int maxDigits) throws SdpSyntaxException {
    String word = word(what);
    if (word.isEmpty() || word.length() > maxDigits || !word.chars().allMatch(Chars::isDigit)) {
      throw new SdpSyntaxException("invalid " + what + ": " + word);
    }
    return Long.parseLong(word);
  }
}
