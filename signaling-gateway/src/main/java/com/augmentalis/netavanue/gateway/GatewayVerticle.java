package com.augmentalis.netavanue.gateway;

import com.augmentalis.netavanue.codec.json.JsonSlice;
import com.augmentalis.netavanue.contract.Addresses;
import com.augmentalis.netavanue.contract.bus.BusClient;
import com.augmentalis.netavanue.contract.bus.Done;
import com.augmentalis.netavanue.contract.bus.RequestDispatcher;
import com.augmentalis.netavanue.contract.gateway.CloseSocket;
import com.augmentalis.netavanue.contract.gateway.RelayFrame;
import com.augmentalis.netavanue.contract.session.SessionEvents;
import com.augmentalis.netavanue.socketio.SocketIoGroup;
import com.augmentalis.netavanue.socketio.SocketIoOptions;
import com.augmentalis.netavanue.socketio.SocketIoServer;
import io.vertx.core.Future;
import io.vertx.core.Handler;
import io.vertx.core.VerticleBase;
import io.vertx.core.Vertx;
import io.vertx.core.buffer.Buffer;
import io.vertx.core.eventbus.Message;
import io.vertx.core.eventbus.MessageConsumer;
import io.vertx.core.http.HttpServer;
import io.vertx.core.http.HttpServerOptions;
import io.vertx.core.http.HttpServerRequest;
import java.time.Duration;
import java.util.UUID;
import java.util.function.Function;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * One gateway instance: an HTTP server that shares its port with the process's other instances, the
 * {@code /signaling} namespace on it, and the instance's delivery address on the bus. Deploy as
 * many as there are event loops, all with the same {@link Shared}.
 */
public final class GatewayVerticle extends VerticleBase {

  private static final Logger LOG = LoggerFactory.getLogger(GatewayVerticle.class);

  private static final Duration RELAY_TIMEOUT = Duration.ofSeconds(3);
  private static final long RELAY_ACK_TIMEOUT_MS = 2_000;
  private static final int BACKLOG = 4_096;

  private final GatewayOptions options;
  private final Shared shared;
  private final String instanceId = UUID.randomUUID().toString().replace("-", "").substring(0, 16);

  private SocketIoServer socketIo;
  private HttpServer http;
  private Departures departures;
  private MessageConsumer<Buffer> deliveries;

  /**
   * What the instances of one process have in common.
   *
   * @param sockets their Socket.IO servers
   * @param directory their inboxes
   * @param site makes, for each instance, what serves the requests that are not for Socket.IO
   */
  public record Shared(
      SocketIoGroup sockets,
      LocalDirectory directory,
      Function<Vertx, Handler<HttpServerRequest>> site) {}

  /**
   * @param options how it runs
   * @param shared the same object for all instances of the process
   */
  public GatewayVerticle(GatewayOptions options, Shared shared) {
    this.options = options;
    this.shared = shared;
  }

  @Override
  public Future<?> start() {
    BusClient bus = new BusClient(vertx.eventBus());
    BusClient relayBus = new BusClient(vertx.eventBus(), RELAY_TIMEOUT);
    SocketRegistry sockets = new SocketRegistry();
    SessionViews views = new SessionViews();
    RelayInbox inbox = new RelayInbox(context, sockets, RELAY_ACK_TIMEOUT_MS);
    SessionEventDelivery events = new SessionEventDelivery(vertx, bus, views);
    DeviceBinder binder = new DeviceBinder(instanceId, bus, sockets);
    RelayRequests relays =
        new RelayRequests(
            instanceId,
            binder,
            relayBus,
            shared.directory(),
            inbox,
            options.limits().remoteRelaysInFlight());
    departures = new Departures(vertx, bus, binder, views);
    RequestRouter router = new RequestRouter(options.limits().maxMessageBytes(), System::nanoTime);
    route(
        router,
        new DeviceRequests(binder, bus),
        new SessionRequests(binder, bus, views, events, departures),
        relays);
    SignalingNamespace namespace =
        new SignalingNamespace(
            options.limits(), System::nanoTime, binder, sockets, router, departures);
    shared.directory().add(instanceId, inbox);
    socketIo =
        SocketIoServer.create(
            vertx,
            new SocketIoOptions(options.socketIo()).expectedEvents(router.events()),
            shared.sockets());
    namespace.serve(socketIo.of(SignalingNamespace.NAME));
    return deliveries(events, inbox, namespace)
        .register(vertx.eventBus())
        .compose(
            consumer -> {
              deliveries = consumer;
              return listen();
            });
  }

  private static void route(
      RequestRouter router, DeviceRequests device, SessionRequests session, RelayRequests relays) {
    router
        .on("REGISTER_DEVICE", RequestRouter.Kind.ANSWERED, device::register)
        .on("CREATE_SESSION", RequestRouter.Kind.ANSWERED, session::create)
        .on("JOIN_SESSION", RequestRouter.Kind.ANSWERED, session::join)
        .on("LEAVE_SESSION", RequestRouter.Kind.SILENT, session::leave)
        .on("CAPABILITY_UPDATE", RequestRouter.Kind.SILENT, session::updateCapabilities)
        .on("REQUEST_TURN", RequestRouter.Kind.ANSWERED, session::requestTurn)
        .on("PAIR_LIST", RequestRouter.Kind.ANSWERED, device::listPairings)
        .on("SDP_OFFER", RequestRouter.Kind.RELAY, relays.description("SDP_OFFER"))
        .on("SDP_ANSWER", RequestRouter.Kind.RELAY, relays.description("SDP_ANSWER"))
        .on("ICE_CANDIDATE", RequestRouter.Kind.RELAY, relays.candidate("ICE_CANDIDATE"));
  }

  private RequestDispatcher deliveries(
      SessionEventDelivery events, RelayInbox inbox, SignalingNamespace namespace) {
    return new RequestDispatcher(Addresses.gateway(instanceId))
        .on(
            SessionEvents.class,
            batch -> {
              events.accept(batch);
              return Future.succeededFuture(Done.DONE);
            })
        .on(CloseSocket.class, request -> namespace.close(request).map(Done.DONE))
        .onBytes(RelayFrame.ACTION, message -> relayed(inbox, message));
  }

  private static Future<Done> relayed(RelayInbox inbox, Message<Buffer> message) {
    return inbox
        .deliver(RelayFrame.ofHeaders(message.headers()), JsonSlice.of(message.body().getBytes()))
        .map(Done.DONE);
  }

  private Future<?> listen() {
    Handler<HttpServerRequest> signaling = socketIo.requestHandler();
    Handler<HttpServerRequest> site = shared.site().apply(vertx);
    String path = options.socketIo().engine().path();
    http =
        vertx
            .createHttpServer(
                new HttpServerOptions()
                    .setHost(options.host())
                    .setPort(options.port())
                    .setAcceptBacklog(BACKLOG))
            // A peer that resets its connection is everyday business, not an error.
            .connectionHandler(
                connection -> connection.exceptionHandler(e -> LOG.debug("HTTP connection", e)))
            .requestHandler(
                request -> {
                  if (request.path() != null && request.path().startsWith(path)) {
                    signaling.handle(request);
                  } else {
                    site.handle(request);
                  }
                });
    return http.listen();
  }

  /** The port that this instance listens on, once it is deployed. */
  public int port() {
    return http.actualPort();
  }

  @Override
  public Future<?> stop() {
    shared.directory().remove(instanceId);
    Future<?> httpClosed = http == null ? Future.succeededFuture() : http.close();
    Future<?> socketsClosed = socketIo == null ? Future.succeededFuture() : socketIo.close();
    Future<?> quiet = deliveries == null ? Future.succeededFuture() : deliveries.unregister();
    return Future.join(httpClosed, socketsClosed, quiet)
        .eventually(() -> departures == null ? Future.succeededFuture() : departures.stop());
  }
}
