package com.augmentalis.netavanue.engineio;

import com.augmentalis.netavanue.codec.ByteSlice;
import com.augmentalis.netavanue.codec.TextSource;
import io.vertx.core.Context;
import io.vertx.core.Handler;

/** A client's session. All methods must be called on the event loop of {@link #context()}. */
public interface EngineIoSession {

  /** Receives the messages of a session. */
  interface MessageHandler {

    /**
     * A text message.
     *
     * @param utf8 the message, valid UTF-8, which the handler may keep
     */
    void text(ByteSlice utf8);

    /**
     * A binary message.
     *
     * @param bytes the message, which the handler may keep
     */
    void binary(ByteSlice bytes);
  }

  /**
   * The session's id.
   *
   * @return the id
   */
  String id();

  /**
   * The request that opened the session.
   *
   * @return the handshake
   */
  HandshakeRequest handshake();

  /**
   * The transport in use.
   *
   * @return the transport
   */
  Transport transport();

  /**
   * The context that all callbacks run on.
   *
   * @return the context
   */
  Context context();

  /**
   * Whether the session is open.
   *
   * @return false once it is closing or closed
   */
  boolean isOpen();

  /**
   * Sets the handler of messages.
   *
   * @param handler the handler
   * @return this, for chaining
   */
  EngineIoSession messageHandler(MessageHandler handler);

  /**
   * Sets the handler called once when the session has closed.
   *
   * @param handler gets the reason, see {@link CloseReason}
   * @return this, for chaining
   */
  EngineIoSession closeHandler(Handler<String> handler);

  /**
   * Sends a text message. When the outbound queue is full the session closes instead, with the
   * reason {@link CloseReason#SLOW_CONSUMER}; does nothing once the session has closed.
   *
   * @param utf8 the text, in UTF-8
   */
  void sendText(TextSource utf8);

  /**
   * Sends a binary message, see {@link #sendText(TextSource)}.
   *
   * @param bytes the bytes
   */
  void sendBinary(ByteSlice bytes);

  /**
   * Whether the transport takes more.
   *
   * @return false when its queue stands above the high-water mark, or there is no poll to answer
   */
  boolean isWritable();

  /**
   * The bytes queued and not yet handed to the kernel.
   *
   * @return the bytes
   */
  long bufferedBytes();

  /**
   * Closes the session; what was sent before is written out first. The close handler is called
   * before this returns.
   *
   * @param reason the reason for the close handler
   */
  void close(String reason);
}
