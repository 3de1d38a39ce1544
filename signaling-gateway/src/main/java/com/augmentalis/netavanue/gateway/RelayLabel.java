package com.augmentalis.netavanue.gateway;

import com.augmentalis.netavanue.codec.ByteSlice;
import com.augmentalis.netavanue.codec.TextSource;
import io.netty.buffer.ByteBuf;

/**
 * The members that a gateway puts in front of a relayed object: {@code
 * "type":"SDP_OFFER","messageId":"instance-17"}. All but the number is made once.
 */
final class RelayLabel implements TextSource {

  private final byte[] head;
  private final byte[] digits;

  private RelayLabel(byte[] head, byte[] digits) {
    this.head = head;
    this.digits = digits;
  }

  /** What labels of one event begin with. */
  static byte[] head(String event, String instanceId) {
    return ByteSlice.utf8("\"type\":\"" + event + "\",\"messageId\":\"" + instanceId + '-').copy();
  }

  /**
   * A label.
   *
   * @param head see {@link #head(String, String)}
   * @param number distinguishes the message from all others of the instance
   */
  static RelayLabel of(byte[] head, long number) {
    int size = 1;
    for (long rest = number; rest >= 10; rest /= 10) {
      size++;
    }
    byte[] digits = new byte[size];
    long rest = number;
    for (int at = size - 1; at >= 0; at--) {
      digits[at] = (byte) ('0' + rest % 10);
      rest /= 10;
    }
    return new RelayLabel(head, digits);
  }

  @Override
  public int length() {
    return head.length + digits.length + 1;
  }

  @Override
  public void writeTo(ByteBuf out) {
    out.writeBytes(head).writeBytes(digits).writeByte('"');
  }
}
