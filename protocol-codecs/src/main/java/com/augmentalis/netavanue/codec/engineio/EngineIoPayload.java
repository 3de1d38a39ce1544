package com.augmentalis.netavanue.codec.engineio;

import com.augmentalis.netavanue.codec.TextSource;
import io.netty.buffer.ByteBuf;
import java.util.List;

/**
 * Packets in the body of a polling request or response, separated by 0x1e. Text data must not
 * contain that character; JSON never does.
 *
 * @param packets at least one
 */
public record EngineIoPayload(List<EngineIoPacket> packets) implements TextSource {

  /** Keeps a copy of the list. */
  public EngineIoPayload {
    packets = List.copyOf(packets);
    if (packets.isEmpty()) {
      throw new IllegalArgumentException("a payload has at least one packet");
    }
  }

  @Override
  public int length() {
    long sum = packets.size() - 1L;
    for (EngineIoPacket packet : packets) {
      sum += packet.length();
    }
    return Math.toIntExact(sum);
  }

  @Override
  public void writeTo(ByteBuf out) {
    packets.get(0).writeTo(out);
    for (EngineIoPacket packet : packets.subList(1, packets.size())) {
      out.writeByte(EngineIoDecoder.SEPARATOR);
      packet.writeTo(out);
    }
  }
}
