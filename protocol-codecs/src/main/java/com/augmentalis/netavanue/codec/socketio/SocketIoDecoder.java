package com.augmentalis.netavanue.codec.socketio;

import com.augmentalis.netavanue.codec.ByteSlice;
import com.augmentalis.netavanue.codec.Utf8;
import com.augmentalis.netavanue.codec.json.EventArgs;
import com.augmentalis.netavanue.codec.json.JsonCodec;
import com.augmentalis.netavanue.codec.json.JsonCursor;
import com.augmentalis.netavanue.codec.json.JsonException;
import com.augmentalis.netavanue.codec.json.JsonSlice;
import com.fasterxml.jackson.core.JsonToken;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;

/**
 * Turns the messages of one connection into packets: <code>
 * type[attachments-][namespace,][id][payload]</code>, followed by the announced number of binary
 * messages (Socket.IO protocol 5, "Packet encoding").
 *
 * <p>Total: any input gives a packet or a {@link SocketIoDecodeException}, after which the
 * connection has to be closed. Holds at most one incomplete packet. Used by one thread at a time.
 */
public final class SocketIoDecoder {

  /** 2^53 - 1 has 16 digits. */
  private static final int MAX_ID_DIGITS = 16;

  private final SocketIoLimits limits;
  private final NameTable names;
  private final JsonCodec codec;

  private byte[] array;
  private int at;
  private int end;

  private String lastNamespace = SocketIoPacket.MAIN_NAMESPACE;
  private byte[] lastNamespaceBytes = {'/'};

  private SocketIoPacket pending;
  private int missing;
  private int attachmentBytes;
  private final List<ByteSlice> attachments = new ArrayList<>(0);

  /** A decoder for a connection. */
  public SocketIoDecoder(SocketIoLimits limits) {
    this(limits, NameTable.EMPTY, new JsonCodec(limits.json()));
  }

  /**
   * A decoder for a connection that shares what is the same for all connections.
   *
   * @param limits the bounds
   * @param names the namespaces and event names that are expected
   * @param codec the codec made with {@link SocketIoLimits#json()}
   */
  public SocketIoDecoder(SocketIoLimits limits, NameTable names, JsonCodec codec) {
    if (!codec.limits().equals(limits.json())) {
      throw new IllegalArgumentException("the codec has other limits: " + codec.limits());
    }
    this.limits = limits;
    this.names = names;
    this.codec = codec;
  }

  /** Whether a packet is waiting for attachments. */
  public boolean isIncomplete() {
    return pending != null;
  }

  /** Forgets a packet that is waiting for attachments. */
  public void reset() {
    pending = null;
    missing = 0;
    attachmentBytes = 0;
    attachments.clear();
  }

  /**
   * Takes a text message.
   *
   * @param frame the array, which must not change any more: the packet refers to it
   * @param offset where the message starts
   * @param length how many bytes it has
   * @return the packet, or null while its attachments are outstanding
   */
  public SocketIoPacket text(byte[] frame, int offset, int length) throws SocketIoDecodeException {
    if (pending != null) {
      throw failure("text while attachments are outstanding");
    }
    if (length > limits.maxTextBytes()) {
      throw failure("packet longer than " + limits.maxTextBytes() + " bytes");
    }
    if (length == 0) {
      throw failure("empty packet");
    }
    if (!Utf8.isValid(frame, offset, length)) {
      throw failure("invalid UTF-8");
    }
    array = frame;
    at = offset;
    end = offset + length;
    try {
      return packet();
    } catch (JsonException e) {
      throw failure(e.getMessage());
    } finally {
      array = null;
    }
  }

  /**
   * Takes a binary message: the next attachment of the packet before.
   *
   * @param data the bytes, which must not change any more
   * @return the packet, or null while more attachments are outstanding
   */
  public SocketIoPacket binary(byte[] data) throws SocketIoDecodeException {
    return binary(ByteSlice.of(data));
  }

  /**
   * Takes a binary message: the next attachment of the packet before.
   *
   * @param data the bytes, which must not change any more
   * @return the packet, or null while more attachments are outstanding
   */
  public SocketIoPacket binary(ByteSlice data) throws SocketIoDecodeException {
    if (pending == null) {
      throw failure("binary without a packet that announced it");
    }
    if (data.length() > limits.maxAttachmentBytes() - attachmentBytes) {
      reset();
      throw failure("attachments longer than " + limits.maxAttachmentBytes() + " bytes");
    }
    attachmentBytes += data.length();
    attachments.add(data);
    if (--missing > 0) {
      return null;
    }
    SocketIoPacket complete =
        pending instanceof SocketIoPacket.Event event
            ? new SocketIoPacket.Event(
                event.namespace(),
                event.ackId(),
                event.name(),
                event.args().withAttachments(attachments))
            : withAttachments((SocketIoPacket.Ack) pending);
    reset();
    return complete;
  }

  private SocketIoPacket withAttachments(SocketIoPacket.Ack ack) {
    return new SocketIoPacket.Ack(
        ack.namespace(), ack.ackId(), ack.args().withAttachments(attachments));
  }

  private SocketIoPacket packet() throws SocketIoDecodeException {
    byte type = array[at++];
    if (type < '0' || type > '6') {
      throw failure("unknown packet type");
    }
    boolean binary = type >= '5';
    int announced = binary ? announcedAttachments() : 0;
    String namespace = namespace();
    long id = ackId();
    return switch (type) {
      case '0' -> new SocketIoPacket.Connect(namespace, connectPayload(id));
      case '1' -> disconnect(namespace, id);
      case '2', '5' -> hold(event(namespace, id, announced), announced);
      case '4' -> new SocketIoPacket.ConnectError(namespace, errorPayload(id));
      default -> hold(ack(namespace, id, announced), announced);
    };
  }

  /** Keeps a packet back until its attachments are there. */
  private SocketIoPacket hold(SocketIoPacket packet, int announced) {
    if (announced == 0) {
      return packet;
    }
    pending = packet;
    missing = announced;
    return null;
  }

  private int announcedAttachments() throws SocketIoDecodeException {
    int first = at;
    int count = 0;
    while (at < end && isDigit(array[at])) {
      count = 10 * count + array[at++] - '0';
      if (count > limits.maxAttachments()) {
        throw failure("more than " + limits.maxAttachments() + " attachments");
      }
    }
    if (at == first || at == end || array[at] != '-') {
      throw failure("illegal number of attachments");
    }
    at++;
    return count;
  }

  /** A namespace other than the main one runs to a comma or the end of the packet. */
  private String namespace() throws SocketIoDecodeException {
    if (at == end || array[at] != '/') {
      return SocketIoPacket.MAIN_NAMESPACE;
    }
    int from = at;
    int bound = Math.min(end, from + limits.maxNamespaceBytes());
    while (at < bound && array[at] != ',') {
      at++;
    }
    int to = at;
    if (at < end && array[at++] != ',') {
      throw failure("namespace longer than " + limits.maxNamespaceBytes() + " bytes");
    }
    if (!Arrays.equals(lastNamespaceBytes, 0, lastNamespaceBytes.length, array, from, to)) {
      String known = names.find(array, from, to);
      lastNamespaceBytes = Arrays.copyOfRange(array, from, to);
      lastNamespace =
          known != null ? known : new String(lastNamespaceBytes, StandardCharsets.UTF_8);
    }
    return lastNamespace;
  }

  private long ackId() throws SocketIoDecodeException {
    int first = at;
    long id = 0;
    while (at < end && isDigit(array[at])) {
      if (at - first == MAX_ID_DIGITS) {
        throw failure("acknowledgement id too long");
      }
      id = 10 * id + array[at++] - '0';
    }
    if (id > SocketIoPacket.MAX_ACK_ID) {
      throw failure("acknowledgement id too large");
    }
    return at == first ? SocketIoPacket.NO_ACK : id;
  }

  private SocketIoPacket disconnect(String namespace, long id) throws SocketIoDecodeException {
    refuseId(id);
    if (at < end) {
      throw failure("DISCONNECT with a payload");
    }
    return new SocketIoPacket.Disconnect(namespace);
  }

  private JsonSlice connectPayload(long id) throws SocketIoDecodeException {
    refuseId(id);
    if (at == end) {
      return null;
    }
    if (array[at] != '{') {
      throw failure("payload of CONNECT is not an object");
    }
    return wholePayload();
  }

  private JsonSlice errorPayload(long id) throws SocketIoDecodeException {
    refuseId(id);
    if (at == end) {
      return null;
    }
    if (array[at] != '{' && array[at] != '"') {
      throw failure("payload of CONNECT_ERROR is not an object or string");
    }
    return wholePayload();
  }

  private JsonSlice wholePayload() {
    try (JsonCursor cursor = new JsonCursor(codec, array, at, end - at)) {
      JsonToken unused = cursor.next();
      cursor.skip();
      cursor.expectEnd();
    }
    int last = end;
    while (array[last - 1] <= ' ') {
      last--;
    }
    return JsonSlice.of(array, at, last - at);
  }

  private SocketIoPacket event(String namespace, long id, int announced)
      throws SocketIoDecodeException {
    requireArray();
    try (JsonCursor cursor = new JsonCursor(codec, array, at, end - at)) {
      JsonToken unused = cursor.next();
      String name = eventName(cursor);
      EventArgs args = cursor.arguments(limits.maxArguments());
      cursor.expectEnd();
      checkPlaceholders(args, announced);
      return new SocketIoPacket.Event(namespace, id, name, args);
    }
  }

  private SocketIoPacket ack(String namespace, long id, int announced)
      throws SocketIoDecodeException {
    if (id == SocketIoPacket.NO_ACK) {
      throw failure("acknowledgement without an id");
    }
    requireArray();
    try (JsonCursor cursor = new JsonCursor(codec, array, at, end - at)) {
      JsonToken unused = cursor.next();
      EventArgs args = cursor.arguments(limits.maxArguments());
      cursor.expectEnd();
      checkPlaceholders(args, announced);
      return new SocketIoPacket.Ack(namespace, id, args);
    }
  }

  private void requireArray() throws SocketIoDecodeException {
    if (at == end || array[at] != '[') {
      throw failure("payload is not an array");
    }
  }

  /**
   * The reference parser takes a string or a number for a name, and nothing else: an object here
   * once crashed it (CVE-2023-32695). A JavaScript emitter knows the event 1 under the name "1", so
   * a plain integer is read as its digits.
   */
  private String eventName(JsonCursor cursor) throws SocketIoDecodeException {
    JsonToken token = cursor.next();
    if (token != JsonToken.VALUE_STRING && token != JsonToken.VALUE_NUMBER_INT) {
      throw failure("event name is neither a string nor an integer");
    }
    String known = token == JsonToken.VALUE_STRING ? knownEventName(cursor.start() + 1) : null;
    String name = known != null ? known : cursor.text();
    if (name.length() > limits.maxEventNameLength()) {
      throw failure("event name longer than " + limits.maxEventNameLength() + " characters");
    }
    if (SocketIoPacket.isReservedEvent(name)) {
      throw failure("event name is reserved");
    }
    if (known == null && !StandardCharsets.UTF_8.newEncoder().canEncode(name)) {
      throw failure("event name has half a surrogate pair");
    }
    return name;
  }

  /** Finds a name by its raw bytes; one with an escape in it goes the long way. */
  private String knownEventName(int from) {
    int bound = Math.min(end, from + limits.maxEventNameLength() + 1);
    int to = from;
    while (to < bound && array[to] != '"' && array[to] != '\\') {
      to++;
    }
    return to < bound && array[to] == '"' ? names.find(array, from, to) : null;
  }

  private void checkPlaceholders(EventArgs args, int announced) throws SocketIoDecodeException {
    String problem = announced == 0 ? null : args.placeholderProblem(announced);
    if (problem != null) {
      throw failure(problem);
    }
  }

  private static void refuseId(long id) throws SocketIoDecodeException {
    if (id != SocketIoPacket.NO_ACK) {
      throw failure("acknowledgement id on a packet that takes none");
    }
  }

  private static boolean isDigit(byte b) {
    return b >= '0' && b <= '9';
  }

  private static SocketIoDecodeException failure(String message) {
    return new SocketIoDecodeException(message);
  }
}
