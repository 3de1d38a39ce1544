package com.augmentalis.netavanue.codec.stun;

import com.augmentalis.netavanue.codec.ByteSlice;
import java.util.ArrayList;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Set;

/**
 * A STUN message (RFC 8489 section 5). Immutable; its attributes are views of the bytes it was
 * decoded from, which must not change any more.
 *
 * <pre>
 *  0                   1                   2                   3
 *  0 1 2 3 4 5 6 7 8 9 0 1 2 3 4 5 6 7 8 9 0 1 2 3 4 5 6 7 8 9 0 1
 * +-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+
 * |0 0|     STUN Message Type     |         Message Length        |
 * +-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+
 * |                         Magic Cookie                          |
 * +-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+
 * |                                                               |
 * |                     Transaction ID (96 bits)                  |
 * |                                                               |
 * +-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+
 * </pre>
 */
public final class StunMessage {

  /** The length of the header in bytes. */
  public static final int HEADER_LENGTH = 20;

  /** The fixed value of the header's second word. */
  public static final int MAGIC_COOKIE = 0x2112A442;

  /** The method Binding (section 3). */
  public static final int BINDING = 0x001;

  private final StunClass messageClass;
  private final int method;
  private final TransactionId transactionId;
  private final List<StunAttribute> attributes;
  private final ByteSlice encoded;

  private StunMessage(
      StunClass messageClass,
      int method,
      TransactionId transactionId,
      List<StunAttribute> attributes,
      ByteSlice encoded) {
    this.messageClass = messageClass;
    this.method = method;
    this.transactionId = transactionId;
    this.attributes = attributes;
    this.encoded = encoded;
  }

  /**
   * Whether a datagram may be STUN, as opposed to DTLS, RTP or ChannelData on the same port: "the
   * most significant 2 bits of every STUN message MUST be zeroes", and the cookie (section 6.3).
   */
  public static boolean looksLikeStun(ByteSlice datagram) {
    return datagram.length() >= HEADER_LENGTH
        && (datagram.byteAt(0) & 0xC0) == 0
        && BigEndian.int32(datagram, 4) == MAGIC_COOKIE;
  }

  /**
   * Reads a datagram that holds one message and nothing else.
   *
   * <p>The values of attributes are read when they are asked for. What follows the integrity
   * attributes is left out (see {@link #attributes()}).
   *
   * @throws StunDecodeException for anything else; no input gives another exception
   */
  public static StunMessage decode(ByteSlice datagram) throws StunDecodeException {
    if (!looksLikeStun(datagram)) {
      throw new StunDecodeException("not a STUN message");
    }
    // "The message length MUST contain the size of the message in bytes, not including the 20-byte
    // STUN header."
    if (BigEndian.uint16(datagram, 2) != datagram.length() - HEADER_LENGTH) {
      throw new StunDecodeException("message length differs from the datagram's");
    }
    int type = BigEndian.uint16(datagram, 0);
    return new StunMessage(
        StunClass.of(((type >> 7) & 0b10) | ((type >> 4) & 0b01)),
        ((type >> 2) & 0xF80) | ((type >> 1) & 0x070) | (type & 0x00F),
        TransactionId.at(datagram, 8),
        List.copyOf(attributes(datagram)),
        datagram);
  }

  /** The 14 bits of the type: method and class interleaved (section 5, figure 3). */
  static int type(StunClass messageClass, int method) {
    int bits = messageClass.bits();
    return ((method & 0xF80) << 2)
        | ((method & 0x070) << 1)
        | (method & 0x00F)
        | ((bits & 0b10) << 7)
        | ((bits & 0b01) << 4);
  }

  private static List<StunAttribute> attributes(ByteSlice datagram) throws StunDecodeException {
    List<StunAttribute> attributes = new ArrayList<>();
    int at = HEADER_LENGTH;
    int sealed = -1;
    boolean ended = false;
    while (at < datagram.length()) {
      if (ended) {
        // "When present, the FINGERPRINT attribute MUST be the last attribute in the message."
        throw new StunDecodeException("attribute after FINGERPRINT");
      }
      if (datagram.length() - at < StunAttribute.HEADER_LENGTH) {
        throw new StunDecodeException("truncated attribute header");
      }
      int type = BigEndian.uint16(datagram, at);
      int length = BigEndian.uint16(datagram, at + 2);
      at += StunAttribute.HEADER_LENGTH;
      if (StunAttribute.padded(length) > datagram.length() - at) {
        throw new StunDecodeException("truncated attribute");
      }
      ended = type == Fingerprint.TYPE;
      if (counts(type, sealed)) {
        int start = datagram.offset() + at;
        attributes.add(new StunAttribute(type, ByteSlice.of(datagram.array(), start, length)));
        sealed = isSeal(type) ? type : sealed;
      }
      at += StunAttribute.padded(length);
    }
    return attributes;
  }

  /**
   * "Agents MUST ignore all other attributes that follow MESSAGE-INTEGRITY", MESSAGE-INTEGRITY-
   * SHA256 and FINGERPRINT excepted (section 14.5); what follows the SHA256 one, FINGERPRINT
   * excepted (section 14.6).
   */
  private static boolean counts(int type, int sealed) {
    return sealed == -1
        || type == Fingerprint.TYPE
        || (sealed == MessageIntegrity.TYPE && type == MessageIntegrity.SHA256_TYPE);
  }

  private static boolean isSeal(int type) {
    return type == MessageIntegrity.TYPE || type == MessageIntegrity.SHA256_TYPE;
  }

  /** The message's class. */
  public StunClass messageClass() {
    return messageClass;
  }

  /** The message's method, 12 bits. */
  public int method() {
    return method;
  }

  /** Whether this is a message of the class and method. */
  public boolean is(StunClass someClass, int someMethod) {
    return messageClass == someClass && method == someMethod;
  }

  /** The transaction the message belongs to. */
  public TransactionId transactionId() {
    return transactionId;
  }

  /** The attributes in their order, without those that the integrity attributes do not cover. */
  public List<StunAttribute> attributes() {
    return attributes;
  }

  /** The bytes that the message was decoded from. */
  public ByteSlice encoded() {
    return encoded;
  }

  /**
   * The first attribute of a type, or null: "only the first occurrence needs to be processed by a
   * receiver" (section 14).
   */
  public StunAttribute find(int type) {
    for (StunAttribute attribute : attributes) {
      if (attribute.type() == type) {
        return attribute;
      }
    }
    return null;
  }

  /** The types of comprehension-required attributes that are not among the known ones. */
  public List<Integer> unknownRequired(Set<Integer> known) {
    Set<Integer> unknown = new LinkedHashSet<>();
    for (StunAttribute attribute : attributes) {
      if (attribute.isComprehensionRequired() && !known.contains(attribute.type())) {
        unknown.add(attribute.type());
      }
    }
    return List.copyOf(unknown);
  }

  /** Where in the encoded message the attribute's header starts. */
  int positionOf(StunAttribute attribute) {
    return attribute.value().offset() - encoded.offset() - StunAttribute.HEADER_LENGTH;
  }

  /** Class, method and number of attributes: what a peer sent does not belong in a log. */
  @Override
  public String toString() {
    return "StunMessage["
        + messageClass
        + ", method "
        + method
        + ", "
        + attributes.size()
        + " attributes]";
  }
}
