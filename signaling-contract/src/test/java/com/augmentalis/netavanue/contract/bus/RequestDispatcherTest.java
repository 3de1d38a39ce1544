package com.augmentalis.netavanue.contract.bus;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import com.augmentalis.netavanue.contract.Addresses;
import com.augmentalis.netavanue.contract.FailureCode;
import com.augmentalis.netavanue.contract.ServiceException;
import com.augmentalis.netavanue.contract.device.Capabilities;
import com.augmentalis.netavanue.contract.device.CapabilityScore;
import com.augmentalis.netavanue.contract.device.ScoreCapabilities;
import com.augmentalis.netavanue.contract.device.UnbindDevice;
import io.vertx.core.Future;
import io.vertx.core.Promise;
import io.vertx.core.Vertx;
import io.vertx.core.buffer.Buffer;
import io.vertx.core.eventbus.DeliveryOptions;
import io.vertx.core.eventbus.ReplyException;
import java.time.Duration;
import java.util.Map;
import java.util.concurrent.CompletionException;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

class RequestDispatcherTest {

  private static final ScoreCapabilities REQUEST =
      new ScoreCapabilities(
          "f", new Capabilities(2, 1024, null, null, null, null, null, null, null, null, null));

  private final Vertx vertx = Vertx.vertx();
  private final BusClient client = new BusClient(vertx.eventBus(), Duration.ofSeconds(10));

  @AfterEach
  void close() {
    await(vertx.close());
  }

  private static <T> T await(Future<T> future) {
    return future.toCompletionStage().toCompletableFuture().orTimeout(20, TimeUnit.SECONDS).join();
  }

  private static ServiceException refusal(Future<?> future) {
    Throwable cause = assertThrows(CompletionException.class, () -> await(future)).getCause();
    return (ServiceException) cause;
  }

  private void serve(RequestDispatcher dispatcher) {
    await(dispatcher.register(vertx.eventBus()));
  }

  @Test
  void aRequestReachesItsHandlerAndItsReplyComesBack() {
    serve(
        new RequestDispatcher(Addresses.DEVICE)
            .on(
                ScoreCapabilities.class,
                request ->
                    Future.succeededFuture(
                        new CapabilityScore(request.capabilities().ramMb(), true))));
    assertEquals(new CapabilityScore(1024, true), await(client.request(REQUEST)));
  }

  @Test
  void aRefusalKeepsItsCodeAndText() {
    serve(
        new RequestDispatcher(Addresses.DEVICE)
            .on(
                ScoreCapabilities.class,
                request -> {
                  throw new ServiceException(FailureCode.DEVICE_BLOCKED, "blocked");
                }));
    ServiceException refusal = refusal(client.request(REQUEST));
    assertEquals(FailureCode.DEVICE_BLOCKED, refusal.code());
    assertEquals("blocked", refusal.getMessage());
  }

  @Test
  void aDefectIsAnsweredWithoutItsDetails() {
    serve(
        new RequestDispatcher(Addresses.DEVICE)
            .on(
                ScoreCapabilities.class,
                request -> Future.failedFuture(new IllegalStateException("secret detail"))));
    ServiceException refusal = refusal(client.request(REQUEST));
    assertEquals(FailureCode.INTERNAL, refusal.code());
    assertTrue(!refusal.getMessage().contains("secret"), refusal.getMessage());
  }

  @Test
  void nobodyThereIsUnavailable() {
    assertEquals(FailureCode.UNAVAILABLE, refusal(client.request(REQUEST)).code());
  }

  @Test
  void noAnswerInTimeIsUnavailable() {
    Promise<CapabilityScore> never = Promise.promise();
    serve(
        new RequestDispatcher(Addresses.DEVICE)
            .on(ScoreCapabilities.class, request -> never.future()));
    BusClient hasty = new BusClient(vertx.eventBus(), Duration.ofMillis(20));
    assertEquals(FailureCode.UNAVAILABLE, refusal(hasty.request(REQUEST)).code());
  }

  @Test
  void anActionThatIsNotServedIsSaidSo() {
    serve(new RequestDispatcher(Addresses.DEVICE));
    assertEquals(FailureCode.UNKNOWN_EVENT, refusal(client.request(REQUEST)).code());
    assertEquals(
        FailureCode.UNKNOWN_EVENT, refusal(client.request(new UnbindDevice("f", 1))).code());
  }

  @Test
  void bytesThatAreNoRecordAreRefused() {
    serve(
        new RequestDispatcher(Addresses.DEVICE)
            .on(ScoreCapabilities.class, request -> Future.failedFuture("not reached")));
    for (String body : new String[] {"", "[]", "null", "{\"capabilities\":7}", "{"}) {
      Future<?> reply =
          vertx
              .eventBus()
              .request(
                  Addresses.DEVICE,
                  Buffer.buffer(body),
                  new DeliveryOptions().addHeader(BusClient.ACTION_HEADER, "ScoreCapabilities"));
      Throwable cause = assertThrows(CompletionException.class, () -> await(reply)).getCause();
      assertEquals(
          FailureCode.INVALID_MESSAGE.number(), ((ReplyException) cause).failureCode(), body);
    }
  }

  @Test
  void bytesArePassedOnAsTheyAre() {
    Promise<Buffer> seen = Promise.promise();
    serve(
        new RequestDispatcher("gateway")
            .onBytes(
                "Relay",
                message -> {
                  assertEquals("you", message.headers().get("to"));
                  seen.complete(message.body());
                  return Future.succeededFuture(Done.DONE);
                }));
    Buffer bytes = Buffer.buffer(new byte[] {0, 1, (byte) 0xff});
    assertEquals(
        Done.DONE, await(client.requestBytes("gateway", "Relay", Map.of("to", "you"), bytes)));
    assertEquals(bytes, await(seen.future()));
  }

  @Test
  void oneActionHasOneHandler() {
    RequestDispatcher dispatcher =
        new RequestDispatcher("x")
            .on(ScoreCapabilities.class, request -> Future.failedFuture("unused"));
    assertThrows(
        IllegalStateException.class,
        () -> dispatcher.on(ScoreCapabilities.class, request -> Future.failedFuture("unused")));
  }
}
