package com.augmentalis.netavanue.server.cluster;

import com.augmentalis.netavanue.server.config.ServerConfig;
import com.hazelcast.config.Config;
import com.hazelcast.config.JoinConfig;
import com.hazelcast.config.NetworkConfig;
import io.vertx.core.Future;
import io.vertx.core.Vertx;
import io.vertx.core.VertxOptions;
import io.vertx.core.eventbus.EventBusOptions;
import io.vertx.spi.cluster.hazelcast.ConfigUtil;
import io.vertx.spi.cluster.hazelcast.HazelcastClusterManager;
import java.net.InetAddress;
import java.net.UnknownHostException;

/** Makes the process's Vert.x, alone or as a member of a cluster. */
public final class VertxFactory {
  private VertxFactory() {}

  /**
   * Creates a Vert.x as the configuration says; the future fails when it cannot join the cluster.
   */
  public static Future<Vertx> create(ServerConfig config) {
    ServerConfig.Cluster cluster = config.cluster();
    VertxOptions options =
        new VertxOptions()
            .setEventLoopPoolSize(config.threads().eventLoops())
            .setPreferNativeTransport(config.threads().nativeTransport());
    if (!cluster.enabled()) {
      return Future.succeededFuture(Vertx.vertx(options));
    }
    options.setEventBusOptions(
        new EventBusOptions()
            .setHost(cluster.host())
            .setPort(cluster.busPort())
            .setClusterPublicHost(cluster.publicHost()));
    return Vertx.builder()
        .with(options)
        .withClusterManager(new HazelcastClusterManager(hazelcast(cluster)))
        .buildClustered();
  }

  static Config hazelcast(ServerConfig.Cluster cluster) {
    // The multimap and maps that the cluster manager wants come with its own default configuration.
    Config config = ConfigUtil.loadConfig().setClusterName("netavanue");
    config
        .setProperty("hazelcast.logging.type", "slf4j")
        .setProperty("hazelcast.phone.home.enabled", "false")
        .setProperty("hazelcast.shutdownhook.enabled", "false")
        // Only on the address named below, never on every interface.
        .setProperty("hazelcast.socket.bind.any", "false")
        .setProperty("hazelcast.wait.seconds.before.join", "0")
        // A frozen member is put out after 5 s; the default of 60 s lets requests run into it for a
        // minute.
        .setProperty("hazelcast.heartbeat.interval.seconds", "1")
        .setProperty("hazelcast.max.no.heartbeat.seconds", "5")
        // Such a member, awake again, is back within seconds.
        .setProperty("hazelcast.merge.first.run.delay.seconds", "5")
        .setProperty("hazelcast.merge.next.run.delay.seconds", "2")
        // Must be the same on every member.
        .setProperty("hazelcast.partition.count", "271");
    NetworkConfig network =
        config
            .getNetworkConfig()
            .setPort(cluster.port())
            .setPortAutoIncrement(false)
            .setPublicAddress(hostAndPort(cluster));
    InetAddress bind = resolve(cluster.host());
    if (!bind.isAnyLocalAddress()) {
      network.getInterfaces().setEnabled(true).addInterface(bind.getHostAddress());
    }
    JoinConfig join = network.getJoin();
    join.getAutoDetectionConfig().setEnabled(false);
    join.getMulticastConfig().setEnabled(false);
    join.getTcpIpConfig().setEnabled(true).setMembers(cluster.members());
    return config;
  }

  // Interfaces are chosen by address, not by name.
  private static InetAddress resolve(String host) {
    try {
      return InetAddress.getByName(host);
    } catch (UnknownHostException e) {
      throw new IllegalArgumentException("the cluster's host " + host + " is unknown", e);
    }
  }

  private static String hostAndPort(ServerConfig.Cluster cluster) {
    String host = cluster.publicHost();
    return (host.contains(":") ? "[" + host + "]" : host) + ":" + cluster.port();
  }
}
