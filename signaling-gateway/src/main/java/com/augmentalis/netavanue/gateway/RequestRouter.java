package com.augmentalis.netavanue.gateway;

import com.augmentalis.netavanue.codec.json.EventArgs;
import com.augmentalis.netavanue.codec.json.JsonSlice;
import com.augmentalis.netavanue.codec.json.ObjectMembers;
import com.augmentalis.netavanue.contract.FailureCode;
import com.augmentalis.netavanue.contract.ServiceException;
import com.augmentalis.netavanue.socketio.IncomingEvent;
import io.vertx.core.Future;
import java.util.HashMap;
import java.util.Map;
import java.util.Set;
import java.util.function.LongSupplier;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Takes each event of a socket to its handler and the outcome back to the socket. Every request
 * that fails is answered by an ERROR: in the ack when one was asked for, else as a {@code message}.
 */
final class RequestRouter {

  private static final Logger LOG = LoggerFactory.getLogger(RequestRouter.class);

  private final Map<String, Route> routes = new HashMap<>();
  private final int maxMessageBytes;
  private final LongSupplier nanoTime;

  RequestRouter(int maxMessageBytes, LongSupplier nanoTime) {
    this.maxMessageBytes = maxMessageBytes;
    this.nanoTime = nanoTime;
  }

  /** How a request is treated besides what its handler does. */
  enum Kind {
    /** Success is told even to a client that asked for no ack. */
    ANSWERED,
    /** Success is told in an ack only. */
    SILENT,
    /** As {@link #SILENT}, under the relays' own rate, and later requests do not wait for it. */
    RELAY
  }

  private record Route(Kind kind, RequestHandler handler) {}

  RequestRouter on(String event, Kind kind, RequestHandler handler) {
    routes.put(event, new Route(kind, handler));
    return this;
  }

  /** The events that are served. */
  Set<String> events() {
    return Set.copyOf(routes.keySet());
  }

  /** Serves an event. */
  void handle(DeviceSocket socket, IncomingEvent event) {
    Route route = routes.get(event.name());
    boolean relay = route != null && route.kind() == Kind.RELAY;
    long waitMs = (relay ? socket.relays() : socket.requests()).take(nanoTime.getAsLong());
    if (waitMs > 0) {
      answer(event, error(FailureCode.RATE_LIMITED, "Too many messages", event, waitMs));
      return;
    }
    if (route == null) {
      answer(event, error(FailureCode.UNKNOWN_EVENT, "This event is not served", event, 0));
      return;
    }
    if (!socket.lane().submit(() -> serve(socket, event, route))) {
      answer(event, error(FailureCode.RATE_LIMITED, "Too many messages wait", event, 1));
    }
  }

  private Future<?> serve(DeviceSocket socket, IncomingEvent event, Route route) {
    Future<Reply> outcome = start(socket, event, route.handler());
    if (outcome.succeeded()) {
      succeed(event, route.kind(), outcome.result());
      return Future.succeededFuture();
    }
    Future<Void> finished =
        outcome.transform(
            done -> {
              if (done.succeeded()) {
                succeed(event, route.kind(), done.result());
              } else {
                fail(event, done.cause());
              }
              return Future.succeededFuture();
            });
    return route.kind() == Kind.RELAY && socket.isBound() ? Future.succeededFuture() : finished;
  }

  private Future<Reply> start(DeviceSocket socket, IncomingEvent event, RequestHandler handler) {
    try {
      return handler.handle(socket, read(event.args()));
    } catch (RuntimeException e) {
      return Future.failedFuture(e);
    }
  }

  private MessageReader read(EventArgs args) {
    ObjectMembers members = args.size() == 0 ? null : args.members(0);
    if (members == null) {
      throw new ServiceException(
          FailureCode.INVALID_MESSAGE, "The first argument must be an object");
    }
    if (members.object().length() > maxMessageBytes) {
      throw new ServiceException(
          FailureCode.INVALID_MESSAGE, "The message is larger than " + maxMessageBytes + " bytes");
    }
    return new MessageReader(members);
  }

  private static void succeed(IncomingEvent event, Kind kind, Reply reply) {
    if (event.hasAck()) {
      event.ackJson(reply.body());
    } else if (kind == Kind.ANSWERED) {
      event.socket().emitJson("message", reply.body());
    }
    reply.afterwards().run();
  }

  private static void fail(IncomingEvent event, Throwable failure) {
    if (failure instanceof ServiceException refused) {
      answer(event, error(refused.code(), refused.getMessage(), event, 0));
    } else {
      LOG.error("{} failed", event.name(), failure);
      answer(event, error(FailureCode.INTERNAL, "The request failed", event, 0));
    }
  }

  private static JsonSlice error(
      FailureCode code, String message, IncomingEvent event, long retryAfterMs) {
    return WireMessages.error(code, message, event.name(), retryAfterMs);
  }

  private static void answer(IncomingEvent event, JsonSlice body) {
    if (event.hasAck()) {
      event.ackJson(body);
    } else {
      event.socket().emitJson("message", body);
    }
  }
}
