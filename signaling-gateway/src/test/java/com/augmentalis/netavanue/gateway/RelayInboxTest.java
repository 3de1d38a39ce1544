package com.augmentalis.netavanue.gateway;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertInstanceOf;
import static org.junit.jupiter.api.Assertions.assertNotSame;
import static org.junit.jupiter.api.Assertions.assertSame;

import com.augmentalis.netavanue.codec.json.JsonSlice;
import com.augmentalis.netavanue.contract.FailureCode;
import com.augmentalis.netavanue.contract.ServiceException;
import com.augmentalis.netavanue.contract.gateway.RelayFrame;
import io.vertx.core.Vertx;
import io.vertx.core.internal.ContextInternal;
import io.vertx.core.internal.VertxInternal;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

class RelayInboxTest {

  private static final JsonSlice PUSH = JsonSlice.of("{\"type\":\"SDP_OFFER\"}");

  private final Vertx vertx = Vertx.vertx();
  private final ContextInternal sender = ((VertxInternal) vertx).createEventLoopContext();
  private final ContextInternal receiver = ((VertxInternal) vertx).createEventLoopContext();
  private final SocketRegistry sockets = new SocketRegistry();
  private final RelayInbox inbox = new RelayInbox(receiver, sockets, 1_000);
  private final RecordingSocket peer = new RecordingSocket("peer");

  /** How a hop ended, and on which thread the sender learned of it. */
  private record Outcome(Throwable failure, Thread thread) {}

  @AfterEach
  void close() {
    vertx.close().toCompletionStage().toCompletableFuture().orTimeout(20, TimeUnit.SECONDS).join();
  }

  private Outcome hop(long epoch) {
    CompletableFuture<Outcome> outcome = new CompletableFuture<>();
    sender.runOnContext(
        start ->
            inbox
                .hop(new RelayFrame("peer", epoch), PUSH)
                .onComplete(
                    done -> outcome.complete(new Outcome(done.cause(), Thread.currentThread()))));
    return outcome.orTimeout(20, TimeUnit.SECONDS).join();
  }

  private Thread threadOf(ContextInternal context) {
    CompletableFuture<Thread> thread = new CompletableFuture<>();
    context.runOnContext(run -> thread.complete(Thread.currentThread()));
    return thread.orTimeout(20, TimeUnit.SECONDS).join();
  }

  @Test
  void aSenderLearnsOfDeliveryOnItsOwnEventLoop() {
    assertNotSame(threadOf(sender), threadOf(receiver));
    sockets.add(peer.device);
    Outcome outcome = hop(1);
    assertSame(threadOf(sender), outcome.thread());
    assertEquals(List.of("SDP_OFFER"), peer.types());
  }

  @Test
  void aSenderLearnsOfFailureOnItsOwnEventLoop() {
    Outcome outcome = hop(2);
    assertSame(threadOf(sender), outcome.thread());
    ServiceException failure = assertInstanceOf(ServiceException.class, outcome.failure());
    assertEquals(FailureCode.UNAVAILABLE, failure.code());
  }
}
