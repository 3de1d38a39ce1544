package com.augmentalis.netavanue.store;

import io.vertx.core.Future;
import io.vertx.core.Vertx;
import io.vertx.core.net.NetClient;
import io.vertx.core.net.NetServer;
import io.vertx.core.net.NetSocket;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;

/**
 * A TCP forwarder on a free port of 127.0.0.1 that stands before a server and can take it away: by
 * refusing (as when it is down) or by freezing (as when it hangs).
 */
public final class TcpGate implements AutoCloseable {

  private final Vertx vertx = Vertx.vertx();
  private final int target;
  private final NetClient client = vertx.createNetClient();
  private final Set<NetSocket> sockets = ConcurrentHashMap.newKeySet();
  private volatile boolean frozen;
  private NetServer server;
  private int port;

  private TcpGate(int target) {
    this.target = target;
  }

  /** An open gate before a port of 127.0.0.1. */
  public static TcpGate before(int target) {
    TcpGate gate = new TcpGate(target);
    gate.open();
    return gate;
  }

  /** Where to connect; it stays the same over shutting and opening. */
  public int port() {
    return port;
  }

  /** Accepts and forwards. */
  public void open() {
    frozen = false;
    server = vertx.createNetServer().connectHandler(this::accept);
    port = await(server.listen(port, "127.0.0.1")).actualPort();
  }

  /** Cuts all connections and refuses new ones. */
  public void shut() {
    await(server.close());
    for (NetSocket socket : sockets) {
      await(socket.close());
    }
  }

  /** Goes on to accept, and forwards nothing more on any connection until {@link #thaw()}. */
  public void freeze() {
    frozen = true;
    sockets.forEach(NetSocket::pause);
  }

  /** Forwards again, first what came meanwhile. */
  public void thaw() {
    frozen = false;
    sockets.forEach(NetSocket::resume);
  }

  @Override
  public void close() {
    await(vertx.close());
  }

  private void accept(NetSocket inbound) {
    track(inbound);
    inbound.pause();
    client
        .connect(target, "127.0.0.1")
        .onSuccess(
            outbound -> {
              track(outbound);
              outbound.pause();
              inbound.handler(outbound::write);
              outbound.handler(inbound::write);
              inbound.closeHandler(v -> end(inbound, outbound));
              outbound.closeHandler(v -> end(outbound, inbound));
              if (!frozen) {
                inbound.resume();
                outbound.resume();
              }
            })
        .onFailure(failure -> inbound.close());
  }

  private void track(NetSocket socket) {
    sockets.add(socket);
  }

  private void end(NetSocket ended, NetSocket other) {
    sockets.remove(ended);
    other.close();
  }

  private static <T> T await(Future<T> future) {
    try {
      return future.await(10, TimeUnit.SECONDS);
    } catch (TimeoutException e) {
      throw new IllegalStateException(e);
    }
  }
}
