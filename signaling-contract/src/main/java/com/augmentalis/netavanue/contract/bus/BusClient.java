package com.augmentalis.netavanue.contract.bus;

import com.augmentalis.netavanue.contract.FailureCode;
import com.augmentalis.netavanue.contract.ServiceException;
import io.vertx.core.Future;
import io.vertx.core.buffer.Buffer;
import io.vertx.core.eventbus.DeliveryOptions;
import io.vertx.core.eventbus.EventBus;
import io.vertx.core.eventbus.Message;
import io.vertx.core.eventbus.ReplyException;
import java.time.Duration;
import java.util.Map;

/**
 * Sends contract requests to whichever instance of a service answers. May be used from any context;
 * a future completes on the caller's.
 */
public final class BusClient {

  /** The header that names the request's record. */
  public static final String ACTION_HEADER = "action";

  /** How long a reply is awaited unless told otherwise. */
  public static final Duration DEFAULT_TIMEOUT = Duration.ofSeconds(5);

  private final EventBus eventBus;
  private final long timeoutMs;

  /** A client that awaits replies for {@link #DEFAULT_TIMEOUT}. */
  public BusClient(EventBus eventBus) {
    this(eventBus, DEFAULT_TIMEOUT);
  }

  /**
   * @param eventBus the bus, clustered or local
   * @param timeout how long a reply is awaited
   */
  public BusClient(EventBus eventBus, Duration timeout) {
    this.eventBus = eventBus;
    this.timeoutMs = timeout.toMillis();
  }

  /**
   * Sends a request to the service that serves its kind.
   *
   * @return the reply, or a failure that is always a {@link ServiceException}: the service's own,
   *     or {@code UNAVAILABLE} when no instance answered in time
   */
  public <R> Future<R> request(BusRequest<R> request) {
    return request(request.address(), request);
  }

  /** As {@link #request(BusRequest)}, to an address other than the request's own. */
  public <R> Future<R> request(String address, BusRequest<R> request) {
    DeliveryOptions options =
        new DeliveryOptions().addHeader(ACTION_HEADER, request.getClass().getSimpleName());
    return send(address, ContractJson.encode(request), options, request.replyType());
  }

  /**
   * Sends bytes that are passed on as they are.
   *
   * @param address where to
   * @param action what the receiver is to do, see {@link RequestDispatcher#onBytes}
   * @param headers what it must know besides the bytes
   * @param body the bytes
   * @return fails as {@link #request(BusRequest)} does
   */
  public Future<Done> requestBytes(
      String address, String action, Map<String, String> headers, Buffer body) {
    DeliveryOptions options = new DeliveryOptions().addHeader(ACTION_HEADER, action);
    headers.forEach(options::addHeader);
    return send(address, body, options, Done.class);
  }

  private <R> Future<R> send(
      String address, Buffer body, DeliveryOptions options, Class<R> replyType) {
    return eventBus
        .<Buffer>request(address, body, options.setSendTimeout(timeoutMs))
        .transform(
            reply ->
                reply.succeeded()
                    ? decode(reply.result(), replyType)
                    : Future.failedFuture(translate(address, reply.cause())));
  }

  private static <R> Future<R> decode(Message<Buffer> reply, Class<R> type) {
    try {
      return Future.succeededFuture(ContractJson.decode(reply.body(), type));
    } catch (MalformedRecordException e) {
      return Future.failedFuture(new ServiceException(FailureCode.INTERNAL, e.getMessage()));
    }
  }

  private static ServiceException translate(String address, Throwable cause) {
    if (!(cause instanceof ReplyException failure)) {
      return new ServiceException(FailureCode.UNAVAILABLE, address + " cannot be reached");
    }
    return switch (failure.failureType()) {
      case NO_HANDLERS -> new ServiceException(FailureCode.UNAVAILABLE, "No service at " + address);
      case TIMEOUT ->
          new ServiceException(FailureCode.UNAVAILABLE, "No answer from " + address + " in time");
      case ERROR -> new ServiceException(FailureCode.UNAVAILABLE, address + " cannot be reached");
      case RECIPIENT_FAILURE ->
          new ServiceException(
              FailureCode.ofNumber(failure.failureCode()).orElse(FailureCode.INTERNAL),
              failure.getMessage());
    };
  }
}
