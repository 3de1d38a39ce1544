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
  private final Map<String, Action> actions = new HashMap<>();

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
    Action action = message -> handler.apply(ContractJson.decode(message.body(), type));
    if (actions.putIfAbsent(type.getSimpleName(), action) != null) {
      throw new IllegalStateException(type.getSimpleName() + " is served already");
    }
    return this;
  }

  /**
   * Serves an action whose body is no contract record but bytes that are passed on as they are.
   *
   * @param handler gets the message and must not reply to it; its future decides the reply
   * @throws IllegalStateException when the action is served already
   */
  public RequestDispatcher onBytes(String action, Function<Message<Buffer>, Future<?>> handler) {
    if (actions.putIfAbsent(action, handler::apply) != null) {
      throw new IllegalStateException(action + " is served already");
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
    Action action = name == null ? null : actions.get(name);
    if (action == null) {
      fail(message, FailureCode.UNKNOWN_EVENT, address + " does not serve " + name);
      return;
    }
    start(action, message)
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

  private static Future<?> start(Action action, Message<Buffer> message) {
    try {
      return action.apply(message);
    } catch (MalformedRecordException e) {
      return Future.failedFuture(new ServiceException(FailureCode.INVALID_MESSAGE, e.getMessage()));
    } catch (RuntimeException e) {
      return Future.failedFuture(e);
    }
  }

  private static void fail(Message<?> message, FailureCode code, String text) {
    message.fail(code.number(), text);
  }

  /** Decodes one kind of request and starts to serve it. */
  @FunctionalInterface
  private interface Action {
    Future<?> apply(Message<Buffer> message);
  }
}
