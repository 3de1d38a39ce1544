package com.augmentalis.netavanue.codec.socketio;

import com.augmentalis.netavanue.codec.json.JsonLimits;

/**
 * The bounds of incoming Socket.IO packets.
 *
 * @param maxTextBytes the longest packet, its attachments not counted, in bytes
 * @param maxAttachments the most binary attachments of one packet
 * @param maxAttachmentBytes the most bytes that the attachments of one packet have together
 * @param maxNamespaceBytes the longest namespace, in bytes
 * @param maxEventNameLength the longest event name, in characters
 * @param maxArguments the most arguments of an event or acknowledgement, the name not counted
 * @param json the bounds of a packet's payload
 */
public record SocketIoLimits(
    int maxTextBytes,
    int maxAttachments,
    int maxAttachmentBytes,
    int maxNamespaceBytes,
    int maxEventNameLength,
    int maxArguments,
    JsonLimits json) {

  /** Default of {@link #maxTextBytes}. */
  public static final int DEFAULT_MAX_TEXT_BYTES = 1_000_000;

  /** Default of {@link #maxAttachments}. */
  public static final int DEFAULT_MAX_ATTACHMENTS = 10;

  /** Default of {@link #maxAttachmentBytes}. */
  public static final int DEFAULT_MAX_ATTACHMENT_BYTES = 10_000_000;

  /** Default of {@link #maxNamespaceBytes}. */
  public static final int DEFAULT_MAX_NAMESPACE_BYTES = 256;

  /** Default of {@link #maxEventNameLength}. */
  public static final int DEFAULT_MAX_EVENT_NAME_LENGTH = 128;

  /** Default of {@link #maxArguments}. */
  public static final int DEFAULT_MAX_ARGUMENTS = 1_024;

  /** Limits with the defaults. */
  public SocketIoLimits() {
    this(
        DEFAULT_MAX_TEXT_BYTES,
        DEFAULT_MAX_ATTACHMENTS,
        DEFAULT_MAX_ATTACHMENT_BYTES,
        DEFAULT_MAX_NAMESPACE_BYTES,
        DEFAULT_MAX_EVENT_NAME_LENGTH,
        DEFAULT_MAX_ARGUMENTS,
        new JsonLimits());
  }

  /** Checks the limits. */
  public SocketIoLimits {
    require(maxTextBytes, 1, "maxTextBytes");
    require(maxAttachments, 0, "maxAttachments");
    require(maxAttachmentBytes, 0, "maxAttachmentBytes");
    require(maxNamespaceBytes, 1, "maxNamespaceBytes");
    require(maxEventNameLength, 1, "maxEventNameLength");
    require(maxArguments, 0, "maxArguments");
    if (json == null) {
      throw new IllegalArgumentException("json limits are missing");
    }
  }

  private static void require(int value, int lowest, String name) {
    if (value < lowest) {
      throw new IllegalArgumentException(name + " must be at least " + lowest + ": " + value);
    }
  }

  /** The same limits with another {@link #maxTextBytes}. */
  public SocketIoLimits withMaxTextBytes(int value) {
    return new SocketIoLimits(
        value,
        maxAttachments,
        maxAttachmentBytes,
        maxNamespaceBytes,
        maxEventNameLength,
        maxArguments,
        json);
  }

  /** The same limits with another {@link #maxAttachments}. */
  public SocketIoLimits withMaxAttachments(int value) {
    return new SocketIoLimits(
        maxTextBytes,
        value,
        maxAttachmentBytes,
        maxNamespaceBytes,
        maxEventNameLength,
        maxArguments,
        json);
  }

  /** The same limits with another {@link #maxAttachmentBytes}. */
  public SocketIoLimits withMaxAttachmentBytes(int value) {
    return new SocketIoLimits(
        maxTextBytes,
        maxAttachments,
        value,
        maxNamespaceBytes,
        maxEventNameLength,
        maxArguments,
        json);
  }

  /** The same limits with another {@link #maxNamespaceBytes}. */
  public SocketIoLimits withMaxNamespaceBytes(int value) {
    return new SocketIoLimits(
        maxTextBytes,
        maxAttachments,
        maxAttachmentBytes,
        value,
        maxEventNameLength,
        maxArguments,
        json);
  }

  /** The same limits with another {@link #maxEventNameLength}. */
  public SocketIoLimits withMaxEventNameLength(int value) {
    return new SocketIoLimits(
        maxTextBytes,
        maxAttachments,
        maxAttachmentBytes,
        maxNamespaceBytes,
        value,
        maxArguments,
        json);
  }

  /** The same limits with another {@link #maxArguments}. */
  public SocketIoLimits withMaxArguments(int value) {
    return new SocketIoLimits(
        maxTextBytes,
        maxAttachments,
        maxAttachmentBytes,
        maxNamespaceBytes,
        maxEventNameLength,
        value,
        json);
  }

  /** The same limits with another {@link #json}. */
  public SocketIoLimits withJson(JsonLimits value) {
    return new SocketIoLimits(
        maxTextBytes,
        maxAttachments,
        maxAttachmentBytes,
        maxNamespaceBytes,
        maxEventNameLength,
        maxArguments,
        value);
  }
}
