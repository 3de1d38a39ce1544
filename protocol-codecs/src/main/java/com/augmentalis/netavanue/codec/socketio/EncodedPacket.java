package com.augmentalis.netavanue.codec.socketio;

import com.augmentalis.netavanue.codec.ByteSlice;
import com.augmentalis.netavanue.codec.TextSource;
import com.augmentalis.netavanue.codec.json.JsonSource;
import io.netty.buffer.ByteBuf;
import java.util.List;

/**
 * A packet ready to be written: its text, and the attachments that follow as binary messages of
 * their own. Immutable, so that one encoding serves a whole room.
 */
public final class EncodedPacket implements TextSource {

  private final ByteSlice head;
  private final JsonSource[] values;
  private final boolean continued;
  private final boolean array;
  private final List<ByteSlice> attachments;
  private final int length;

  /**
   * Puts a packet together.
   *
   * @param head all before the values
   * @param values the values
   * @param array whether the values are separated by commas and closed by a bracket
   * @param continued whether a comma stands before the first value
   * @param attachments what follows the text
   */
  EncodedPacket(
      ByteSlice head,
      JsonSource[] values,
      boolean array,
      boolean continued,
      List<ByteSlice> attachments) {
    this.head = head;
    this.values = values;
    this.array = array;
    this.continued = continued;
    this.attachments = attachments;
    long sum = head.length();
    for (JsonSource value : values) {
      sum += value.length();
    }
    if (array) {
      sum += 1 + (continued ? values.length : Math.max(0, values.length - 1));
    }
    this.length = Math.toIntExact(sum);
  }

  @Override
  public int length() {
    return length;
  }

  @Override
  public void writeTo(ByteBuf out) {
    head.writeTo(out);
    boolean separate = continued;
    for (JsonSource value : values) {
      if (separate) {
        out.writeByte(',');
      }
      value.writeTo(out);
      separate = true;
    }
    if (array) {
      out.writeByte(']');
    }
  }

  /** The binary messages that must follow the text, in this order and with nothing between. */
  public List<ByteSlice> attachments() {
    return attachments;
  }

  /** Lengths only: what is sent does not belong in a log. */
  @Override
  public String toString() {
    return "EncodedPacket[" + length + " bytes, " + attachments.size() + " attachments]";
  }
}
