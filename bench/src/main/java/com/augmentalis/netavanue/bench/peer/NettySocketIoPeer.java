package com.augmentalis.netavanue.bench.peer;

import com.corundumstudio.socketio.AckRequest;
import com.corundumstudio.socketio.Configuration;
import com.corundumstudio.socketio.SocketIOClient;
import com.corundumstudio.socketio.SocketIONamespace;
import com.corundumstudio.socketio.SocketIOServer;
import com.corundumstudio.socketio.Transport;
import io.netty.channel.epoll.Epoll;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import java.util.concurrent.ConcurrentHashMap;

/**
 * netty-socketio with just enough of the signaling protocol to relay between the members of a
 * session. Everything is held in maps of this process; its library runs as its makers ship it, with
 * its Jackson support, native epoll and one worker thread, which is what serves one core best.
 */
public final class NettySocketIoPeer implements AutoCloseable {
  private static final Map<String, String> DELIVERED =
      Map.of("type", "RELAYED", "status", "delivered");

  private final SocketIOServer server;
  private final int port;
  private final Map<String, SocketIOClient> sockets = new ConcurrentHashMap<>();
  private final Map<String, Map<String, Boolean>> sessions = new ConcurrentHashMap<>();
  private final Map<String, String> invites = new ConcurrentHashMap<>();
  private final Map<UUID, String> devices = new ConcurrentHashMap<>();

  private NettySocketIoPeer(int port) {
    this.port = port;
    Configuration configuration = new Configuration();
    configuration.setHostname("127.0.0.1");
    configuration.setPort(port);
    configuration.setTransports(Transport.WEBSOCKET);
    configuration.setUseLinuxNativeEpoll(Epoll.isAvailable());
    configuration.setBossThreads(1);
    configuration.setWorkerThreads(1);
    configuration.setWebsocketCompression(false);
    configuration.setHttpCompression(false);
    configuration.getSocketConfig().setReuseAddress(true);
    configuration.getSocketConfig().setTcpNoDelay(true);
    configuration.getSocketConfig().setAcceptBackLog(4_096);
    this.server = new SocketIOServer(configuration);
    listen(server.addNamespace("/signaling"));
  }

  /**
   * Starts a server on 127.0.0.1.
   *
   * @param port port to listen on, or 0 for a free one
   */
  public static NettySocketIoPeer start(int port) {
    NettySocketIoPeer peer = new NettySocketIoPeer(port == 0 ? freePort() : port);
    peer.server.start();
    return peer;
  }

  /** The library does not tell which port it got, so a free one is looked up before. */
  private static int freePort() {
    try (ServerSocket socket = new ServerSocket(0, 1, InetAddress.getLoopbackAddress())) {
      return socket.getLocalPort();
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  /** The port that it listens on. */
  public int port() {
    return port;
  }

  private void listen(SocketIONamespace namespace) {
    namespace.addDisconnectListener(this::forget);
    on(namespace, "REGISTER", this::register);
    on(namespace, "REGISTER_DEVICE", this::register);
    on(namespace, "CREATE_SESSION", this::create);
    on(namespace, "JOIN_SESSION", this::join);
    on(namespace, "LEAVE_SESSION", this::leave);
    namespace.addEventListener(
        "SDP_OFFER", Map.class, (client, offer, ack) -> relay(client, offer, ack));
  }

  private interface Handler {
    Map<String, ?> answer(SocketIOClient client, Map<?, ?> request);
  }

  private static void on(SocketIONamespace namespace, String event, Handler handler) {
    namespace.addEventListener(
        event,
        Map.class,
        (client, request, ack) -> ack.sendAckData(handler.answer(client, request)));
  }

  private void forget(SocketIOClient client) {
    String fingerprint = devices.remove(client.getSessionId());
    if (fingerprint != null) {
      sockets.remove(fingerprint, client);
    }
  }

  private Map<String, ?> register(SocketIOClient client, Map<?, ?> request) {
    String fingerprint = text(request, "fingerprint");
    devices.put(client.getSessionId(), fingerprint);
    sockets.put(fingerprint, client);
    return Map.of("type", "DEVICE_REGISTERED", "deviceId", fingerprint);
  }

  private Map<String, ?> create(SocketIOClient client, Map<?, ?> request) {
    register(client, request);
    String fingerprint = text(request, "fingerprint");
    String sessionId = UUID.randomUUID().toString();
    String inviteCode = sessionId.substring(0, 18);
    Map<String, Boolean> members = new ConcurrentHashMap<>();
    members.put(fingerprint, true);
    sessions.put(sessionId, members);
    invites.put(inviteCode, sessionId);
    return Map.of(
        "type", "SESSION_CREATED",
        "sessionId", sessionId,
        "inviteCode", inviteCode,
        "hubFingerprint", fingerprint,
        "role", "HOST");
  }

  private Map<String, ?> join(SocketIOClient client, Map<?, ?> request) {
    String sessionId = invites.get(text(request, "inviteCode"));
    if (sessionId == null) {
      return error("SESSION_NOT_FOUND");
    }
    register(client, request);
    Map<String, Boolean> members = sessions.get(sessionId);
    members.put(text(request, "fingerprint"), true);
    return Map.of(
        "type",
        "SESSION_JOINED",
        "sessionId",
        sessionId,
        "participants",
        List.copyOf(members.keySet()));
  }

  private Map<String, ?> leave(SocketIOClient client, Map<?, ?> request) {
    String sessionId = text(request, "sessionId");
    sessions.remove(sessionId);
    invites.remove(sessionId.substring(0, 18));
    return Map.of("type", "SESSION_LEFT", "sessionId", sessionId);
  }

  @SuppressWarnings("unchecked") // The library hands out a raw map; its keys are JSON names.
  private void relay(SocketIOClient client, Map<?, ?> offer, AckRequest ack) {
    String from = devices.get(client.getSessionId());
    String to = text(offer, "toFingerprint");
    Map<String, Boolean> members = sessions.get(text(offer, "sessionId"));
    SocketIOClient receiver = sockets.get(to);
    if (from == null
        || receiver == null
        || (members != null && !(members.containsKey(from) && members.containsKey(to)))) {
      ack.sendAckData(error("PEER_NOT_IN_SESSION"));
      return;
    }
    Map<String, Object> relayed = (Map<String, Object>) offer;
    relayed.put("type", "SDP_OFFER");
    receiver.sendEvent("message", relayed);
    ack.sendAckData(DELIVERED);
  }

  private static Map<String, String> error(String code) {
    return Map.of("type", "ERROR", "code", code, "message", code);
  }

  private static String text(Map<?, ?> request, String field) {
    return String.valueOf(request.get(field));
  }

  @Override
  public void close() {
    server.stop();
  }
}
