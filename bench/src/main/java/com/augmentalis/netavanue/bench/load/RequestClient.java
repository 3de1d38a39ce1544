package com.augmentalis.netavanue.bench.load;

import com.augmentalis.netavanue.bench.client.Connector;
import com.augmentalis.netavanue.bench.client.Socket;
import com.augmentalis.netavanue.bench.client.SocketListener;
import com.augmentalis.netavanue.bench.client.Target;
import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.netty.buffer.ByteBuf;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.util.HashMap;
import java.util.Map;
import java.util.concurrent.CompletableFuture;

/**
 * A socket that asks and waits, for all that happens outside the measured path. Event loop only.
 */
final class RequestClient implements SocketListener {
  private static final ObjectMapper MAPPER = new ObjectMapper();

  private final Target target;
  private final Socket socket;
  private final CompletableFuture<RequestClient> ready = new CompletableFuture<>();
  private final CompletableFuture<Void> closed = new CompletableFuture<>();
  private final Map<Long, CompletableFuture<JsonNode>> waiting = new HashMap<>();
  private long nextAckId;

  RequestClient(Target target, String auth) {
    this.target = target;
    this.socket = new Socket(target, auth, this);
  }

  /** Connects; the future fails when the server refuses. */
  static CompletableFuture<RequestClient> connect(Connector connector, Target target, String auth) {
    RequestClient client = new RequestClient(target, auth);
    connector.connect(client.socket);
    return client.ready;
  }

  Socket socket() {
    return socket;
  }

  /** Completes once the socket is gone. */
  CompletableFuture<Void> closed() {
    return closed;
  }

  /**
   * Sends an event and completes with the first argument of its ack; fails when that is an ERROR.
   */
  CompletableFuture<JsonNode> request(String event, ObjectNode argument) {
    CompletableFuture<JsonNode> reply = new CompletableFuture<>();
    if (closed.isDone()) {
      reply.completeExceptionally(new IOException("socket is closed"));
      return reply;
    }
    long id = nextAckId++;
    waiting.put(id, reply);
    socket.sendText("42" + target.namespacePrefix() + id + "[\"" + event + "\"," + argument + "]");
    return reply.thenCompose(
        answer ->
            answer.path("type").asText().equals("ERROR")
                ? CompletableFuture.failedFuture(new IOException(event + " refused: " + answer))
                : CompletableFuture.completedFuture(answer));
  }

  @Override
  public void onReady() {
    ready.complete(this);
  }

  @Override
  public void onAck(long id, ByteBuf buffer, int start, int end) throws IOException {
    CompletableFuture<JsonNode> reply = waiting.remove(id);
    if (reply == null) {
      return;
    }
    try {
      reply.complete(
          MAPPER.readTree(buffer.toString(start, end - start, StandardCharsets.UTF_8)).path(0));
    } catch (JsonProcessingException e) {
      reply.completeExceptionally(e);
    }
  }

  @Override
  public void onEvent(ByteBuf buffer, int start, int end) {
    // Pushes do not matter here: the acks say all that the set-up needs.
  }

  @Override
  public void onReadComplete() {
    // Nothing is batched outside the measured path.
  }

  @Override
  public void onClosed(Throwable cause) {
    IOException reason = new IOException("socket closed by the server", cause);
    ready.completeExceptionally(cause == null ? reason : cause);
    waiting.values().forEach(reply -> reply.completeExceptionally(reason));
    waiting.clear();
    closed.complete(null);
  }
}
