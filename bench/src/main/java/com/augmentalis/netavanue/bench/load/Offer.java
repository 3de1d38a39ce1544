package com.augmentalis.netavanue.bench.load;

import com.augmentalis.netavanue.bench.client.Target;
import com.augmentalis.netavanue.bench.wire.MaskedFrame;
import io.netty.buffer.ByteBuf;
import io.netty.buffer.ByteBufAllocator;
import java.nio.charset.StandardCharsets;

/**
 * One sender's SDP_OFFER event, encoded once. Each {@link #advance()} changes its ack id and the
 * session version in the SDP's origin line (RFC 8866 section 5.2), by which the receiver sees that
 * nothing was lost, doubled or reordered.
 */
final class Offer {
  /** Size of the event's JSON object in bytes. */
  static final int OBJECT_BYTES = 1_500;

  /** What stands before the session version. */
  static final String VERSION_MARKER = "o=- 4611731400430051336 ";

  /** Digits of the session version. */
  static final int VERSION_DIGITS = 10;

  /** Session version of the first offer sent. */
  static final long FIRST_VERSION = 1_000_000_001L;

  private static final int ACK_DIGITS = 4;

  /** Ids keep their number of digits, since a leading zero is not a number everywhere. */
  private static final int MIN_ACK_ID = 1_001;

  private static final int MAX_ACK_ID = 9_999;

  private static final String SDP =
      String.join(
          "\\r\\n",
          "v=0",
          VERSION_MARKER + (FIRST_VERSION - 1) + " IN IP4 127.0.0.1",
          "s=-",
          "t=0 0",
          "a=group:BUNDLE 0",
          "a=extmap-allow-mixed",
          "a=msid-semantic: WMS",
          "m=application 9 UDP/DTLS/SCTP webrtc-datachannel",
          "c=IN IP4 0.0.0.0",
          "a=ice-ufrag:7sTz",
          "a=ice-pwd:Yk2cqGhVn0r5wXo8uJ3mPb1L",
          "a=ice-options:trickle",
          "a=fingerprint:sha-256 6B:8F:0C:52:31:9D:A7:E4:4C:15:B0:73:DE:98:2A:61:"
              + "F3:07:BC:5E:84:49:1D:C2:70:AB:36:95:0E:DF:28:67",
          "a=setup:actpass",
          "a=mid:0",
          "a=sctp-port:5000",
          "a=max-message-size:262144",
          "a=candidate:842163049 1 udp 1677729535 203.0.113.24 46154 typ srflx raddr 0.0.0.0 rport 0 "
              + "generation 0 network-cost 999",
          "a=candidate:3175986123 1 udp 2122260223 192.0.2.17 61665 typ host generation 0 network-id 1",
          "a=candidate:1467250027 1 udp 2122194687 198.51.100.9 54609 typ host generation 0 network-id 2");
  private static final String FILLER_START = "\\r\\na=identity:";
  private static final String LINE_END = "\\r\\n";
  private static final String FILLER =
      "eyJpZHAiOnsiZG9tYWluIjoiZXhhbXBsZS5vcmcifSwiYXNzZXJ0aW9uIjoi";

  private final MaskedFrame frame;
  private final int ackOffset;
  private final int versionOffset;
  private int ackId = MIN_ACK_ID - 1;
  private long version = FIRST_VERSION - 1;

  /**
   * Encodes the offer of one sender to one receiver.
   *
   * @throws IllegalArgumentException when the ids leave no room within {@link #OBJECT_BYTES}
   */
  Offer(ByteBufAllocator allocator, Target target, String sessionId, String from, String to) {
    String head = "42" + target.namespacePrefix();
    String packet = head + ackId + "[\"SDP_OFFER\"," + object(sessionId, from, to) + "]";
    this.ackOffset = head.length();
    this.versionOffset = packet.indexOf(VERSION_MARKER) + VERSION_MARKER.length();
    this.frame = MaskedFrame.text(allocator, packet);
  }

  /** The event's object: {@link #OBJECT_BYTES} bytes of ASCII, whatever the length of the ids. */
  static String object(String sessionId, String from, String to) {
    String start =
        "{\"sessionId\":\""
            + sessionId
            + "\",\"fromFingerprint\":\""
            + from
            + "\",\"toFingerprint\":\""
            + to
            + "\",\"sdp\":\""
            + SDP
            + FILLER_START;
    String end = LINE_END + "\"}";
    int room = OBJECT_BYTES - start.length() - end.length();
    if (room < 0 || start.getBytes(StandardCharsets.UTF_8).length != start.length()) {
      throw new IllegalArgumentException(
          "ids are too long or not ASCII: " + -room + " bytes too many");
    }
    return start + FILLER.repeat(room / FILLER.length() + 1).substring(0, room) + end;
  }

  /** Turns the frame into the next message. */
  void advance() {
    if (ackId == MAX_ACK_ID) {
      ackId = MIN_ACK_ID;
      frame.putDigits(ackOffset, ACK_DIGITS, ackId);
    } else {
      ackId++;
      frame.increment(ackOffset, ACK_DIGITS);
    }
    version++;
    frame.increment(versionOffset, VERSION_DIGITS);
  }

  /** Ack id of the current message. */
  int ackId() {
    return ackId;
  }

  /** Session version of the current message. */
  long version() {
    return version;
  }

  /** The frame itself, for a sender that waits for the ack before the next {@link #advance()}. */
  ByteBuf borrow() {
    return frame.borrow();
  }

  /** A copy, for a sender that does not wait. */
  ByteBuf copy(ByteBufAllocator allocator) {
    return frame.copy(allocator);
  }

  void release() {
    frame.release();
  }
}
