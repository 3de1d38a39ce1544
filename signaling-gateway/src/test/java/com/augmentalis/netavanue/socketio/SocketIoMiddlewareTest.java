package com.augmentalis.netavanue.socketio;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.vertx.core.Future;
import io.vertx.core.Promise;
import io.vertx.core.json.JsonObject;
import org.junit.jupiter.api.Test;

/** What a middleware can do to a CONNECT. */
class SocketIoMiddlewareTest extends SocketIoServerFixture {

  @Test
  void refusesByMiddlewareWithData() throws Exception {
    start(
        api ->
            api.of("/")
                .use(socket -> Future.succeededFuture())
                .use(
                    socket ->
                        Future.failedFuture(
                            new ConnectRefusedException(
                                "no", new JsonObject().put("code", "DEVICE_BLOCKED"))))
                .use(
                    socket -> {
                      seen.add("never");
                      return Future.succeededFuture();
                    }));
    SocketIoClient client = SocketIoClient.open(server.port()).send("0");
    assertEquals("4{\"message\":\"no\",\"data\":{\"code\":\"DEVICE_BLOCKED\"}}", client.read());
    assertTrue(seen.isEmpty());
  }

  @Test
  void refusesWhenMiddlewareThrows() throws Exception {
    start(
        api ->
            api.of("/")
                .use(
                    socket -> {
                      throw new IllegalStateException("broken");
                    }));
    SocketIoClient client = SocketIoClient.open(server.port()).send("0");
    assertEquals("4{\"message\":\"Internal error\"}", client.read());
    assertEquals("broken", ((Throwable) seen()).getMessage());
  }

  @Test
  void forgetsAClientThatLeavesDuringMiddleware() throws Exception {
    Promise<Void> gate = Promise.promise();
    start(
        api ->
            api.of("/")
                .use(
                    socket -> {
                      seen.add("asked");
                      return gate.future();
                    })
                .connectionHandler(socket -> seen.add("connected")));
    SocketIoClient client = SocketIoClient.open(server.port()).send("0");
    assertEquals("asked", seen());
    client.close();
    while (api.engine().sessionCount() > 0) {
      Thread.onSpinWait();
    }
    gate.complete();
    SocketIoClient other = SocketIoClient.open(server.port()).send("0");
    assertTrue(other.read().startsWith("0{"));
    assertEquals("asked", seen());
    assertEquals("connected", seen());
    assertTrue(seen.isEmpty());
  }

  @Test
  void tellsAMiddlewareOfTheEndOfWhatItPrepared() throws Exception {
    start(
        api -> {
          api.of("/refused")
              .use(
                  socket -> {
                    socket.disconnectHandler(reason -> seen.add("refused: " + reason));
                    return Future.failedFuture(new ConnectRefusedException("no"));
                  });
          api.of("/slow")
              .use(
                  socket -> {
                    socket.disconnectHandler(reason -> seen.add("gone: " + reason));
                    seen.add("asked");
                    return Promise.<Void>promise().future();
                  });
        });
    SocketIoClient client = SocketIoClient.open(server.port()).send("0/refused,");
    assertEquals("4/refused,{\"message\":\"no\"}", client.read());
    assertEquals("refused: " + DisconnectReason.SERVER_NAMESPACE_DISCONNECT, seen());
    client.send("0/slow,");
    assertEquals("asked", seen());
    client.close();
    assertEquals("gone: " + DisconnectReason.TRANSPORT_CLOSE, seen());
    assertTrue(seen.isEmpty());
  }
}
