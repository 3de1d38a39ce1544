package com.augmentalis.netavanue.contract.bus;

import com.augmentalis.netavanue.contract.FailureCode;
import com.augmentalis.netavanue.contract.ServiceException;
import io.vertx.core.Future;
import io.vertx.core.buffer.Buffer;
import io.vertx.core.eventbus.EventBus;
import io.vertx.core.eventbus.Message;
import io.vertx.core.eventbus.MessageConsumer;
import java.util.HashMap;
import java.util.Map;
import java.util.function.Function;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * The service's end of the bus: decodes each request, hands it to the handler of its kind and
 * replies. Whatever happens, the caller gets one reply: what is no {@link ServiceException} becomes
 * {@code INTERNAL} and is logged here.
 *
 * <p>Configure it before {@link #register}; it is not thread safe until then.
 */
public final class RequestDispatcher {

  private static final Logger LOG = LoggerFactory.getLogger(RequestDispatcher.class);

  private final String address;
  private final Map<String, Action<?, ?>> actions = new HashMap<>();

  /**
   * @param address where requests arrive
   */
  public RequestDispatcher(String address) {
    this.address = address;
  }

  /**
   * Serves one kind of request.
   *
   * @throws IllegalStateException when it is served already
   */
  public <R, Q extends BusRequest<R>> RequestDispatcher on(
      Class<Q> type, Function<Q, Future<R>> handler) {
    if (actions.putIfAbsent(type.getSimpleName(), new Action<>(type, handler)) != null) {
      throw new IllegalStateException(type.getSimpleName() + " is served already");
    }
    return this;
  }

  /**
   * Begins to take requests.
   *
   * @return completes when every node of the cluster knows the address
   */
  public Future<MessageConsumer<Buffer>> register(EventBus eventBus) {
    MessageConsumer<Buffer> consumer = eventBus.consumer(address, this::dispatch);
    return consumer.completion().map(consumer);
  }

  private void dispatch(Message<Buffer> message) {
    String name = message.headers().get(BusClient.ACTION_HEADER);
    Action<?, ?> action = name == null ? null : actions.get(name);
    if (action == null) {
      fail(message, FailureCode.UNKNOWN_EVENT, address + " does not serve " + name);
      return;
    }
    action
        .apply(message.body())
        .onComplete(
            reply -> message.reply(ContractJson.encode(reply)),
            failure -> {
              if (failure instanceof ServiceException refused) {
                fail(message, refused.code(), refused.getMessage());
              } else {
                LOG.error("{} {} failed", address, name, failure);
                fail(message, FailureCode.INTERNAL, name + " failed");
              }
            });
  }

  private static void fail(Message<?> message, FailureCode code, String text) {
    message.fail(code.number(), text);
  }

  private record Action<Q extends BusRequest<R>, R>(Class<Q> type, Function<Q, Future<R>> handler) {

    Future<R> apply(Buffer body) {
      Q request;
      try {
        request = ContractJson.decode(body, type);
      } catch (IllegalArgumentException e) {
        return Future.failedFuture(
            new ServiceException(FailureCode.INVALID_MESSAGE, e.getMessage()));
      }
      try {
        return handler.apply(request);
      } catch (RuntimeException e) {
        return Future.failedFuture(e);
      }
    }
  }
}
