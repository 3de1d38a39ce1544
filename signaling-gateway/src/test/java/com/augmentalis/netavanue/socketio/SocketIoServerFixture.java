package com.augmentalis.netavanue.socketio;

import com.augmentalis.netavanue.testing.TestServer;
import io.vertx.core.Future;
import java.util.concurrent.LinkedBlockingQueue;
import java.util.concurrent.TimeUnit;
import java.util.function.Consumer;
import org.junit.jupiter.api.AfterEach;

/** A server of its own for each test, and a client to try it with. */
abstract class SocketIoServerFixture {

  final LinkedBlockingQueue<Object> seen = new LinkedBlockingQueue<>();
  TestServer server;
  SocketIoServer api;

  final void start(SocketIoOptions options, Consumer<SocketIoServer> setUp) {
    server =
        TestServer.start(
            vertx -> {
              api = SocketIoServer.create(vertx, options);
              api.exceptionHandler(seen::add);
              setUp.accept(api);
              return api.requestHandler();
            });
  }

  final void start(Consumer<SocketIoServer> setUp) {
    start(new SocketIoOptions(), setUp);
  }

  final Object seen() throws InterruptedException {
    return seen.poll(5, TimeUnit.SECONDS);
  }

  final SocketIoClient connect() throws Exception {
    return SocketIoClient.connect(server.port(), "0");
  }

  final void onLoop(SocketIoSocket socket, Runnable task) {
    TestServer.await(
        Future.future(
            promise ->
                socket
                    .context()
                    .runOnContext(
                        v -> {
                          task.run();
                          promise.complete();
                        })));
  }

  @AfterEach
  void stop() {
    server.close();
  }
}
