package com.augmentalis.netavanue.bench.wire;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;

import io.netty.buffer.ByteBuf;
import io.netty.buffer.Unpooled;
import io.netty.buffer.UnpooledByteBufAllocator;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;

class ServerFrameReaderTest {
  private static final int MAX_PAYLOAD = 100_000;

  private final List<String> frames = new ArrayList<>();
  private final ServerFrameReader reader =
      new ServerFrameReader(
          UnpooledByteBufAllocator.DEFAULT,
          MAX_PAYLOAD,
          (opcode, buffer, start, end) ->
              frames.add(opcode + buffer.toString(start, end - start, StandardCharsets.UTF_8)));

  private static ByteBuf frame(int opcode, String text) {
    ByteBuf buffer = Unpooled.buffer().writeByte(0x80 | opcode);
    byte[] payload = text.getBytes(StandardCharsets.UTF_8);
    if (payload.length < 126) {
      buffer.writeByte(payload.length);
    } else if (payload.length < 65_536) {
      buffer.writeByte(126).writeShort(payload.length);
    } else {
      buffer.writeByte(127).writeLong(payload.length);
    }
    return buffer.writeBytes(payload);
  }

  @Test
  void readsFramesCutAtEveryPlace() throws IOException {
    ByteBuf all =
        Unpooled.wrappedBuffer(
            frame(1, "2"), frame(1, "x".repeat(300)), frame(8, ""), frame(1, "end"));
    List<String> expected = List.of("12", "1" + "x".repeat(300), "8", "1end");
    for (int cut = 0; cut <= all.readableBytes(); cut++) {
      frames.clear();
      reader.read(all.slice(0, cut));
      reader.read(all.slice(cut, all.readableBytes() - cut));
      assertEquals(expected, frames, "cut at " + cut);
    }
  }

  @Test
  void readsALongFrameInPieces() throws IOException {
    ByteBuf all = Unpooled.wrappedBuffer(frame(1, "y".repeat(70_000)), frame(1, "z"));
    for (int i = 0; i < all.readableBytes(); i += 97) {
      reader.read(all.slice(i, Math.min(97, all.readableBytes() - i)));
    }
    assertEquals(List.of("1" + "y".repeat(70_000), "1z"), frames);
  }

  @Test
  void refusesWhatWasNotNegotiated() {
    ByteBuf fragment = Unpooled.wrappedBuffer(new byte[] {0x01, 0x00});
    ByteBuf compressed = Unpooled.wrappedBuffer(new byte[] {(byte) 0xC1, 0x00});
    ByteBuf masked = Unpooled.wrappedBuffer(new byte[] {(byte) 0x81, (byte) 0x80, 1, 2, 3, 4});
    for (ByteBuf bad : List.of(fragment, compressed, masked)) {
      assertThrows(IOException.class, () -> reader.read(bad));
    }
    assertEquals(List.of(), frames);
  }

  @Test
  void refusesAFrameThatIsTooLongBeforeItArrives() {
    ByteBuf head = Unpooled.buffer().writeByte(0x81).writeByte(127).writeLong(MAX_PAYLOAD + 1);
    assertThrows(IOException.class, () -> reader.read(head));
    ByteBuf negative = Unpooled.buffer().writeByte(0x81).writeByte(127).writeLong(-1);
    assertThrows(IOException.class, () -> reader.read(negative));
  }
}
