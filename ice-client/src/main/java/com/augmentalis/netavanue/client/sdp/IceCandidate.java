package com.augmentalis.netavanue.client.sdp;

import java.util.List;
import java.util.Locale;
import java.util.Objects;
import java.util.Optional;

/**
 * An ICE candidate as it is written in SDP and passed by trickle ICE (RFC 8839 section 5.1, TCP
 * candidates RFC 6544 section 4.5):
 *
 * <pre>
 * candidate:{foundation} {component} {transport} {priority} {address} {port} typ {type}
 *     [raddr {address}] [rport {port}] [tcptype {type}] *( {name} {value} )
 * </pre>
 *
 * <p>Transports and types that are not known are kept; what cannot be used is for ICE to ignore. A
 * value of this class can always be written, and reads back as an equal one.
 *
 * @param foundation 1 to 32 of letters, digits, {@code +} and {@code /}
 * @param component 1 to 256
 * @param transport lower-case token, such as {@code udp} or {@code tcp}
 * @param priority 0 to 2³²−1
 * @param address where it is
 * @param port 0 to 65,535
 * @param type lower-case token, see {@link #knownType()}
 * @param relatedAddress for types other than host, the address it derives from; or null
 * @param relatedPort its port; or null
 * @param tcpType for TCP, who connects; or null
 * @param extensions all other attributes, in their order
 */
public record IceCandidate(
    String foundation,
    int component,
    String transport,
    long priority,
    ConnectionAddress address,
    int port,
    String type,
    ConnectionAddress relatedAddress,
    Integer relatedPort,
    TcpType tcpType,
    List<Extension> extensions) {

  private static final int MAX_FOUNDATION_LENGTH = 32;
  private static final int MAX_COMPONENT = 256;
  private static final long MAX_PRIORITY = 0xffff_ffffL;
  private static final int MAX_PORT = 65_535;

  /** Names with a place of their own in the grammar. */
  private static final String TCP_TYPE = "tcptype";

  /**
   * An attribute that this class gives no meaning to, such as {@code generation 0}.
   *
   * @param name a token
   * @param value visible ASCII characters; may be empty
   */
  public record Extension(String name, String value) {

    /**
     * @throws IllegalArgumentException when either cannot be written
     */
    public Extension {
      require(Chars.isToken(name), "extension name", name);
      require(!name.equalsIgnoreCase(TCP_TYPE), "extension name", name);
      require(value.chars().allMatch(Chars::isVisible), "extension value", value);
    }
  }

  /**
   * @throws IllegalArgumentException when a value cannot be written; the message names it
   */
  public IceCandidate {
    require(
        !foundation.isEmpty()
            && foundation.length() <= MAX_FOUNDATION_LENGTH
            && foundation.chars().allMatch(Chars::isIceChar),
        "foundation",
        foundation);
    require(component >= 1 && component <= MAX_COMPONENT, "component", component);
    require(isLowerToken(transport), "transport", transport);
    require(priority >= 0 && priority <= MAX_PRIORITY, "priority", priority);
    Objects.requireNonNull(address, "address");
    require(port >= 0 && port <= MAX_PORT, "port", port);
    require(isLowerToken(type), "type", type);
    require(
        relatedPort == null || (relatedPort >= 0 && relatedPort <= MAX_PORT),
        "related port",
        relatedPort);
    extensions = List.copyOf(extensions);
    // Right behind the type these two would be read as the related address and port.
    if (tcpType == null && !extensions.isEmpty()) {
      String first = extensions.get(0).name().toLowerCase(Locale.ROOT);
      require(
          !(first.equals("rport") && relatedPort == null)
              && !(first.equals("raddr") && relatedAddress == null && relatedPort == null),
          "extension name",
          first);
    }
  }

  /**
   * Reads a candidate, with or without {@code a=} before it.
   *
   * @throws SdpSyntaxException for whatever is none
   */
  public static IceCandidate parse(String line) throws SdpSyntaxException {
    return new IceCandidateParser(line).parse();
  }

  /** The type when it is one that this library knows. */
  public Optional<CandidateType> knownType() {
    return CandidateType.ofToken(type);
  }

  /** The candidate as an attribute without {@code a=}, as {@code RTCIceCandidate} has it. */
  public String line() {
    StringBuilder line =
        new StringBuilder(128)
            .append("candidate:")
            .append(foundation)
            .append(' ')
            .append(component)
            .append(' ')
            .append(transport)
            .append(' ')
            .append(priority)
            .append(' ')
            .append(address)
            .append(' ')
            .append(port)
            .append(" typ ")
            .append(type);
    if (relatedAddress != null) {
      line.append(" raddr ").append(relatedAddress);
    }
    if (relatedPort != null) {
      line.append(" rport ").append(relatedPort);
    }
    if (tcpType != null) {
      line.append(' ').append(TCP_TYPE).append(' ').append(tcpType.token());
    }
    for (Extension extension : extensions) {
      line.append(' ').append(extension.name()).append(' ').append(extension.value());
    }
    return line.toString();
  }

  private static boolean isLowerToken(String text) {
    return Chars.isToken(text) && text.equals(text.toLowerCase(Locale.ROOT));
  }

  private static void require(boolean holds, String what, Object value) {
    if (!holds) {
      throw new IllegalArgumentException("invalid " + what + ": " + value);
    }
  }
}
