package com.augmentalis.netavanue.turn;

import com.augmentalis.netavanue.codec.ByteSlice;
import io.netty.util.NetUtil;
import io.vertx.core.Future;
import io.vertx.core.Vertx;
import io.vertx.core.buffer.Buffer;
import io.vertx.core.datagram.DatagramPacket;
import io.vertx.core.datagram.DatagramSocket;
import io.vertx.core.net.SocketAddress;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.util.function.LongSupplier;
import java.util.random.RandomGenerator;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * A basic STUN server over UDP (RFC 8489 section 12): answers Binding requests with the address
 * they came from and ignores all else. Stateless but for its budget of responses.
 *
 * <p>Runs on the context that it is started on; start and close it once each.
 */
public final class StunBindingServer {

  private static final Logger LOG = LoggerFactory.getLogger(StunBindingServer.class);

  private final Vertx vertx;
  private final StunBindingServerOptions options;
  private final LongSupplier nanoClock;
  private final ResponseBudget budget;
  private DatagramSocket socket;

  /**
   * A server that does not listen yet.
   *
   * @param nanoClock a monotonic clock, such as System::nanoTime
   * @param random a cryptographic source outside of tests
   */
  public StunBindingServer(
      Vertx vertx,
      StunBindingServerOptions options,
      LongSupplier nanoClock,
      RandomGenerator random) {
    this.vertx = vertx;
    this.options = options;
    this.nanoClock = nanoClock;
    this.budget =
        new ResponseBudget(
            options.maxResponsesPerSecond(),
            options.maxResponsesPerSourcePerSecond(),
            random.nextInt(),
            nanoClock.getAsLong());
  }

  /**
   * Listens.
   *
   * @return this server when it does, or why it cannot
   */
  public Future<StunBindingServer> start() {
    if (socket != null) {
      throw new IllegalStateException("a server is started once");
    }
    socket = vertx.createDatagramSocket();
    socket.handler(this::handle);
    socket.exceptionHandler(e -> LOG.debug("STUN socket", e));
    return socket.listen(options.port(), options.host()).map(this);
  }

  /** The port it listens on. */
  public int port() {
    return socket.localAddress().port();
  }

  /** Stops listening. */
  public Future<Void> close() {
    return socket == null ? Future.succeededFuture() : socket.close();
  }

  private void handle(DatagramPacket packet) {
    SocketAddress sender = packet.sender();
    InetAddress address = NetUtil.createInetAddressFromIpAddressString(sender.hostAddress());
    if (address == null || sender.port() == 0) {
      return;
    }
    ByteSlice response =
        StunResponder.respond(
            ByteSlice.of(packet.data().getBytes()), new InetSocketAddress(address, sender.port()));
    if (response == null || !budget.take(address.getAddress(), nanoClock.getAsLong())) {
      return;
    }
    Future<Void> unused =
        socket
            .send(Buffer.buffer(response.copy()), sender.port(), sender.hostAddress())
            // A response that is lost is asked for again (section 6.2.1).
            .onFailure(e -> LOG.debug("STUN response not sent", e));
  }
}
