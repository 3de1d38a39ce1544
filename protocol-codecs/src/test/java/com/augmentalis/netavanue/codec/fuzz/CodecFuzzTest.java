package com.augmentalis.netavanue.codec.fuzz;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertNotNull;
import static org.junit.jupiter.api.Assertions.assertTrue;

import com.augmentalis.netavanue.codec.ByteSlice;
import com.augmentalis.netavanue.codec.engineio.EngineIoDecodeException;
import com.augmentalis.netavanue.codec.engineio.EngineIoDecoder;
import com.augmentalis.netavanue.codec.engineio.EngineIoHandshake;
import com.augmentalis.netavanue.codec.engineio.EngineIoLimits;
import com.augmentalis.netavanue.codec.engineio.EngineIoPacket;
import com.augmentalis.netavanue.codec.engineio.EngineIoPayload;
import com.augmentalis.netavanue.codec.json.EventArgs;
import com.augmentalis.netavanue.codec.json.JsonCodec;
import com.augmentalis.netavanue.codec.json.JsonKind;
import com.augmentalis.netavanue.codec.json.JsonSlice;
import com.augmentalis.netavanue.codec.json.ObjectMembers;
import com.augmentalis.netavanue.codec.socketio.EncodedPacket;
import com.augmentalis.netavanue.codec.socketio.SocketIoDecodeException;
import com.augmentalis.netavanue.codec.socketio.SocketIoDecoder;
import com.augmentalis.netavanue.codec.socketio.SocketIoEncoder;
import com.augmentalis.netavanue.codec.socketio.SocketIoLimits;
import com.augmentalis.netavanue.codec.socketio.SocketIoPacket;
import com.augmentalis.netavanue.codec.stun.ErrorCode;
import com.augmentalis.netavanue.codec.stun.Fingerprint;
import com.augmentalis.netavanue.codec.stun.MessageIntegrity;
import com.augmentalis.netavanue.codec.stun.Software;
import com.augmentalis.netavanue.codec.stun.StunAttribute;
import com.augmentalis.netavanue.codec.stun.StunDecodeException;
import com.augmentalis.netavanue.codec.stun.StunMessage;
import com.augmentalis.netavanue.codec.stun.StunMessageBuilder;
import com.augmentalis.netavanue.codec.stun.UnknownAttributes;
import com.augmentalis.netavanue.codec.stun.XorMappedAddress;
import java.lang.management.ManagementFactory;
import java.util.HexFormat;
import java.util.List;
import java.util.Random;
import org.junit.jupiter.api.Test;

/**
 * Any input gives packets or the one typed exception of its decoder, within bounded memory, and
 * what was decoded survives encoding. The seed is printed, and {@code -Dfuzz.seed} replays it;
 * {@code -Dfuzz.millis} is how long each codec is tried.
 */
class CodecFuzzTest {

  private static final long NANOS_PER_CODEC = 1_000_000L * Long.getLong("fuzz.millis", 500);

  /** The most that decoding an input may allocate: so much for each of its bytes, and once. */
  private static final long BYTES_PER_BYTE = 100;

  private static final long BYTES_ONCE = 1_000_000;

  private static final com.sun.management.ThreadMXBean THREADS =
      (com.sun.management.ThreadMXBean) ManagementFactory.getThreadMXBean();

  /**
   * One decoder under test.
   *
   * @param <T> what it makes
   */
  private interface Target<T> {

    /** The outcome, or null where the input is refused with the typed exception. */
    T decode(byte[] input) throws Exception;

    /** Checks what was made; throws only if it finds a defect. */
    void check(T decoded) throws Exception;
  }

  private static <T> void fuzz(String name, Target<T> target) {
    long seed = Long.getLong("fuzz.seed", System.nanoTime());
    System.out.println("fuzzing " + name + " with -Dfuzz.seed=" + seed);
    List<byte[]> corpus = Corpus.load(name);
    int accepted = 0;
    for (byte[] input : corpus) {
      // Classes are loaded and tables are made at first: their memory is not the input's.
      accepted += run(target, input, seed, Long.MAX_VALUE) ? 1 : 0;
    }
    assertTrue(accepted >= 5, () -> "the corpus of " + name + " is mostly refused");
    Mutator mutator = new Mutator(new Random(seed), corpus);
    long end = System.nanoTime() + NANOS_PER_CODEC;
    int rounds = 0;
    while (System.nanoTime() < end || rounds < 1_000) {
      byte[] input = mutator.next();
      long bound = BYTES_ONCE + BYTES_PER_BYTE * input.length;
      accepted += run(target, input, seed, bound) ? 1 : 0;
      rounds++;
    }
    assertTrue(accepted > rounds / 100, "nearly nothing was accepted: seed " + seed);
  }

  private static <T> boolean run(Target<T> target, byte[] input, long seed, long maxAllocated) {
    try {
      byte[] copy = input.clone();
      long before = THREADS.getCurrentThreadAllocatedBytes();
      T decoded = target.decode(copy);
      long used = THREADS.getCurrentThreadAllocatedBytes() - before;
      assertTrue(used <= maxAllocated, () -> used + " bytes for " + input.length);
      if (decoded != null) {
        target.check(decoded);
      }
      return decoded != null;
    } catch (Exception | AssertionError | StackOverflowError e) {
      throw new AssertionError("seed " + seed + ", input " + HexFormat.of().formatHex(input), e);
    }
  }

  @Test
  void engineIoPayload() {
    EngineIoDecoder decoder = new EngineIoDecoder(new EngineIoLimits());
    fuzz(
        "engineio",
        new Target<List<EngineIoPacket>>() {
          @Override
          public List<EngineIoPacket> decode(byte[] input) {
            try {
              return decoder.payload(input, 0, input.length);
            } catch (EngineIoDecodeException expected) {
              return null;
            }
          }

          @Override
          public void check(List<EngineIoPacket> packets) throws Exception {
            byte[] again = new EngineIoPayload(packets).bytes().copy();
            assertEquals(packets, decoder.payload(again, 0, again.length));
          }
        });
  }

  @Test
  void engineIoFrame() {
    EngineIoDecoder decoder = new EngineIoDecoder(new EngineIoLimits());
    fuzz(
        "engineio",
        new Target<EngineIoPacket>() {
          @Override
          public EngineIoPacket decode(byte[] input) {
            try {
              return decoder.text(input, 0, input.length);
            } catch (EngineIoDecodeException expected) {
              return null;
            }
          }

          @Override
          public void check(EngineIoPacket packet) throws Exception {
            byte[] again = packet.bytes().copy();
            assertEquals(packet, decoder.text(again, 0, again.length));
            try {
              EngineIoHandshake handshake = EngineIoHandshake.fromJson(packet.data());
              assertEquals(handshake, EngineIoHandshake.fromJson(handshake.toJson().bytes()));
            } catch (EngineIoDecodeException expected) {
              assertFalse(expected.getMessage().isEmpty());
            }
          }
        });
  }

  @Test
  void socketIo() {
    SocketIoDecoder decoder = new SocketIoDecoder(new SocketIoLimits());
    SocketIoEncoder encoder = new SocketIoEncoder(JsonCodec.standard());
    fuzz(
        "socketio",
        new Target<SocketIoPacket>() {
          @Override
          public SocketIoPacket decode(byte[] input) throws Exception {
            SocketIoPacket packet;
            try {
              packet = decoder.text(input, 0, input.length);
            } catch (SocketIoDecodeException expected) {
              assertFalse(decoder.isIncomplete());
              return null;
            }
            while (packet == null) {
              packet = decoder.binary(new byte[] {(byte) input.length});
            }
            return packet;
          }

          @Override
          public void check(SocketIoPacket packet) throws Exception {
            touch(packet);
            EncodedPacket encoded = encoder.encode(packet);
            byte[] text = encoded.bytes().copy();
            assertEquals(encoded.length(), text.length);
            SocketIoPacket again = decoder.text(text, 0, text.length);
            for (ByteSlice attachment : encoded.attachments()) {
              again = decoder.binary(attachment);
            }
            assertEquals(packet, again);
          }
        });
  }

  private static void touch(SocketIoPacket packet) {
    if (packet instanceof SocketIoPacket.Event event) {
      touch(event.args());
    } else if (packet instanceof SocketIoPacket.Ack ack) {
      touch(ack.args());
    }
  }

  /** Every slice is exactly one JSON value, and the index says the same as the tree. */
  private static void touch(EventArgs args) {
    for (int i = 0; i < args.size(); i++) {
      JsonSlice slice = JsonSlice.checked(args.slice(i).bytes());
      ObjectMembers members = args.members(i);
      assertEquals(slice.kind() == JsonKind.OBJECT, members != null);
      assertNotNull(args.node(i));
      if (members != null) {
        assertEquals(slice, members.object());
        assertEquals(slice.parse().size() < members.size(), members.hasDuplicates());
        JsonSlice copy = JsonSlice.checked(members.spliced(ByteSlice.EMPTY).bytes());
        assertEquals(slice.parse(), copy.parse());
        for (int m = 0; m < members.size(); m++) {
          JsonSlice value = JsonSlice.checked(members.slice(m).bytes());
          String name = members.name(m);
          assertEquals(members.slice(name).parse().textValue(), members.string(name));
          assertTrue(value.length() > 0);
        }
      }
    }
  }

  @Test
  void stun() {
    fuzz(
        "stun",
        new Target<StunMessage>() {
          @Override
          public StunMessage decode(byte[] input) {
            try {
              return StunMessage.decode(ByteSlice.of(input));
            } catch (StunDecodeException expected) {
              return null;
            }
          }

          @Override
          public void check(StunMessage message) throws Exception {
            read(() -> XorMappedAddress.read(message));
            read(() -> ErrorCode.read(message));
            read(() -> UnknownAttributes.read(message));
            read(() -> Software.read(message));
            assertFalse(MessageIntegrity.verify(message, new byte[] {1}));
            assertTrue(!Fingerprint.verify(message) || Fingerprint.isIn(message));
            StunMessageBuilder builder =
                StunMessageBuilder.of(
                    message.messageClass(), message.method(), message.transactionId());
            for (StunAttribute attribute : message.attributes()) {
              builder.add(attribute);
            }
            StunMessage again = StunMessage.decode(builder.build());
            assertEquals(message.attributes(), again.attributes());
          }
        });
  }

  private interface Read {
    Object read() throws StunDecodeException;
  }

  private static void read(Read attribute) {
    try {
      Object unused = attribute.read();
    } catch (StunDecodeException expected) {
      assertFalse(expected.getMessage().isEmpty());
    }
  }
}
