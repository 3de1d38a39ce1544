package com.augmentalis.netavanue.codec.socketio;

import com.augmentalis.netavanue.codec.ByteSlice;
import com.augmentalis.netavanue.codec.json.EventArgs;
import com.augmentalis.netavanue.codec.json.JsonCodec;
import com.augmentalis.netavanue.codec.json.JsonException;
import com.augmentalis.netavanue.codec.json.JsonSource;
import com.fasterxml.jackson.core.io.JsonStringEncoder;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;

/**
 * Turns packets into text and attachments (Socket.IO protocol 5, "Packet encoding").
 *
 * <p>Arguments may be {@link JsonSource}s, which are written as they are; null, booleans, numbers,
 * strings, maps, lists, trees and whatever else the codec's mapper writes; and byte[], ByteBuffer,
 * ByteBuf or BinaryNode, alone or inside those, which become attachments. One instance serves all
 * threads.
 *
 * <p>A namespace without a leading slash or with a comma, a reserved event name and a negative id
 * are the caller's errors and thrown as IllegalArgumentException; a value that cannot be written is
 * a {@link JsonException}.
 */
public final class SocketIoEncoder {

  private static final JsonSource[] NOTHING = {};

  private final JsonCodec codec;

  /**
   * The head made last for an event without ack or attachments: an application that pushes mostly
   * one event makes it once. Losing a race only means to make it again.
   */
  private volatile Head lastHead;

  private record Head(String namespace, String name, ByteSlice bytes) {}

  /** An encoder that writes general values with this codec. */
  public SocketIoEncoder(JsonCodec codec) {
    this.codec = codec;
  }

  /** Encodes any packet. */
  public EncodedPacket encode(SocketIoPacket packet) {
    if (packet instanceof SocketIoPacket.Event event) {
      return array('2', event.namespace(), event.ackId(), checked(event.name()), event.args());
    }
    if (packet instanceof SocketIoPacket.Ack ack) {
      return array('3', ack.namespace(), checked(ack.ackId()), null, ack.args());
    }
    if (packet instanceof SocketIoPacket.Connect connect) {
      return single('0', connect.namespace(), connect.payload());
    }
    if (packet instanceof SocketIoPacket.ConnectError error) {
      return single('4', error.namespace(), error.payload());
    }
    return single('1', packet.namespace(), null);
  }

  /** An event that asks for no acknowledgement. */
  public EncodedPacket event(String namespace, String name, Object... args) {
    return event(namespace, SocketIoPacket.NO_ACK, name, args);
  }

  /**
   * An event.
   *
   * @param ackId the id to acknowledge with, or {@link SocketIoPacket#NO_ACK}
   */
  public EncodedPacket event(String namespace, long ackId, String name, Object... args) {
    List<ByteSlice> attachments = new ArrayList<>(0);
    JsonSource[] values = values(args, attachments);
    return array('2', namespace, ackId, checked(name), values, attachments);
  }

  /** An acknowledgement. */
  public EncodedPacket ack(String namespace, long ackId, Object... args) {
    List<ByteSlice> attachments = new ArrayList<>(0);
    JsonSource[] values = values(args, attachments);
    return array('3', namespace, checked(ackId), null, values, attachments);
  }

  /**
   * A CONNECT.
   *
   * @param payload what is written as an object, or null for no payload
   */
  public EncodedPacket connect(String namespace, Object payload) {
    return single('0', namespace, payload(payload));
  }

  /** A DISCONNECT. */
  public EncodedPacket disconnect(String namespace) {
    return single('1', namespace, null);
  }

  /**
   * A CONNECT_ERROR.
   *
   * @param payload what is written as an object or string, or null for no payload
   */
  public EncodedPacket connectError(String namespace, Object payload) {
    return single('4', namespace, payload(payload));
  }

  private JsonSource payload(Object payload) {
    if (payload == null || payload instanceof JsonSource) {
      return (JsonSource) payload;
    }
    return codec.write(payload);
  }

  private JsonSource[] values(Object[] args, List<ByteSlice> attachments) {
    JsonSource[] values = new JsonSource[args.length];
    for (int i = 0; i < args.length; i++) {
      values[i] = codec.write(args[i], attachments);
    }
    return values;
  }

  private EncodedPacket array(
      char type, String namespace, long ackId, String name, EventArgs args) {
    JsonSource[] values = new JsonSource[args.size()];
    for (int i = 0; i < values.length; i++) {
      values[i] = args.source(i);
    }
    return array(type, namespace, ackId, name, values, args.attachments());
  }

  private EncodedPacket array(
      char type,
      String namespace,
      long ackId,
      String name,
      JsonSource[] values,
      List<ByteSlice> attachments) {
    boolean usual = attachments.isEmpty() && ackId == SocketIoPacket.NO_ACK;
    Head last = lastHead;
    ByteSlice bytes;
    if (usual && last != null && last.name.equals(name) && last.namespace.equals(namespace)) {
      bytes = last.bytes;
    } else {
      bytes = head(type, namespace, ackId, name, attachments.size());
      if (usual) {
        lastHead = new Head(namespace, name, bytes);
      }
    }
    return new EncodedPacket(bytes, values, true, name != null, List.copyOf(attachments));
  }

  private static ByteSlice head(
      char type, String namespace, long ackId, String name, int attachments) {
    StringBuilder head = new StringBuilder(64);
    if (attachments == 0) {
      head.append(type);
    } else {
      // BINARY_EVENT and BINARY_ACK are EVENT and ACK plus 3.
      head.append((char) (type + 3)).append(attachments).append('-');
    }
    appendNamespace(head, namespace);
    if (ackId != SocketIoPacket.NO_ACK) {
      head.append(checked(ackId));
    }
    head.append('[');
    if (name != null) {
      head.append('"');
      appendName(head, name);
      head.append('"');
    }
    return utf8(head);
  }

  private static EncodedPacket single(char type, String namespace, JsonSource payload) {
    StringBuilder head = new StringBuilder(32);
    head.append(type);
    appendNamespace(head, namespace);
    JsonSource[] values = payload == null ? NOTHING : new JsonSource[] {payload};
    return new EncodedPacket(utf8(head), values, false, false, List.of());
  }

  private static void appendNamespace(StringBuilder head, String namespace) {
    if (namespace.equals(SocketIoPacket.MAIN_NAMESPACE)) {
      return;
    }
    if (!namespace.startsWith("/") || namespace.indexOf(',') >= 0) {
      throw new IllegalArgumentException("not a namespace: " + namespace);
    }
    head.append(namespace).append(',');
  }

  private static void appendName(StringBuilder head, String name) {
    for (int i = 0; i < name.length(); i++) {
      char c = name.charAt(i);
      if (c < ' ' || c == '"' || c == '\\') {
        head.append(JsonStringEncoder.getInstance().quoteAsString(name.substring(i)));
        return;
      }
      head.append(c);
    }
  }

  /** Latin-1 is how the JVM holds ASCII, so the usual case is one copy. */
  private static ByteSlice utf8(StringBuilder text) {
    return ByteSlice.of(text.toString().getBytes(StandardCharsets.UTF_8));
  }

  private static String checked(String name) {
    if (SocketIoPacket.isReservedEvent(name)) {
      throw new IllegalArgumentException("reserved event name: " + name);
    }
    for (int i = 0; i < name.length(); i++) {
      if (Character.isSurrogate(name.charAt(i))) {
        requireWhole(name);
        break;
      }
    }
    return name;
  }

  private static void requireWhole(String name) {
    if (!StandardCharsets.UTF_8.newEncoder().canEncode(name)) {
      throw new IllegalArgumentException("event name with half a surrogate pair");
    }
  }

  private static long checked(long ackId) {
    if (ackId < 0 || ackId > SocketIoPacket.MAX_ACK_ID) {
      throw new IllegalArgumentException("not an acknowledgement id: " + ackId);
    }
    return ackId;
  }
}
