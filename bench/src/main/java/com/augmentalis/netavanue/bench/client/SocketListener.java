package com.augmentalis.netavanue.bench.client;

import io.netty.buffer.ByteBuf;
import java.io.IOException;

/**
 * What a load driver hears from its socket. All calls come on the event loop; buffers are valid
 * during the call only.
 */
public interface SocketListener {
  /** The namespace has accepted the socket. */
  void onReady();

  /**
   * An ack arrived.
   *
   * @param id the ack id
   * @param start index of the packet's data, an opening bracket
   * @throws IOException when the ack cannot be what the server meant
   */
  void onAck(long id, ByteBuf buffer, int start, int end) throws IOException;

  /** An event arrived; {@code start} is the index of its data or of its ack id. */
  void onEvent(ByteBuf buffer, int start, int end);

  /** All that one read brought has been handed over: the moment to write. */
  void onReadComplete();

  /**
   * The socket is gone, or never came to be.
   *
   * @param cause why, or null when the socket was closed in order
   */
  void onClosed(Throwable cause);
}
