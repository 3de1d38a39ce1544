package com.augmentalis.netavanue.server.cluster;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;

import com.augmentalis.netavanue.server.config.ConfigLoader;
import com.augmentalis.netavanue.server.config.ServerConfig;
import com.hazelcast.config.Config;
import io.vertx.core.Future;
import io.vertx.core.Vertx;
import java.io.IOException;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.util.HashMap;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.Test;

class VertxFactoryTest {
  private static int freePort() throws IOException {
    try (ServerSocket socket = new ServerSocket(0, 1, InetAddress.getLoopbackAddress())) {
      return socket.getLocalPort();
    }
  }

  private static ServerConfig config(int port, String members) throws Exception {
    Map<String, String> flags = new HashMap<>();
    flags.put("--cluster", "true");
    flags.put("--cluster-port", Integer.toString(port));
    flags.put("--redis-url", "redis://127.0.0.1:1");
    flags.put("--postgres-url", "postgresql://127.0.0.1:1/x");
    if (!members.isEmpty()) {
      flags.put("--cluster-members", members);
    }
    return new ConfigLoader(Map.of(), 1).load(flags, Optional.empty());
  }

  private static <T> T await(Future<T> future) throws Exception {
    return future.toCompletionStage().toCompletableFuture().get(60, TimeUnit.SECONDS);
  }

  @Test
  void twoMembersFindEachOtherAndTalk() throws Exception {
    int port = freePort();
    Vertx first = await(VertxFactory.create(config(port, "")));
    try {
      Vertx second = await(VertxFactory.create(config(freePort(), "127.0.0.1:" + port)));
      try {
        await(
            second
                .eventBus()
                .<String>consumer("greeting", message -> message.reply("hello " + message.body()))
                .completion());
        assertEquals(
            "hello you", await(first.eventBus().<String>request("greeting", "you")).body());
      } finally {
        await(second.close());
      }
    } finally {
      await(first.close());
    }
  }

  @Test
  void nothingIsReachableOrSentByDefault() throws Exception {
    Config hazelcast = VertxFactory.hazelcast(config(5701, "").cluster());
    assertFalse(hazelcast.getNetworkConfig().getJoin().getMulticastConfig().isEnabled());
    assertFalse(hazelcast.getNetworkConfig().getJoin().getAutoDetectionConfig().isEnabled());
    assertEquals("false", hazelcast.getProperty("hazelcast.socket.bind.any"));
    assertEquals("false", hazelcast.getProperty("hazelcast.phone.home.enabled"));
    assertEquals("5", hazelcast.getProperty("hazelcast.max.no.heartbeat.seconds"));
    assertEquals(
        "[127.0.0.1]", hazelcast.getNetworkConfig().getInterfaces().getInterfaces().toString());
  }
}
