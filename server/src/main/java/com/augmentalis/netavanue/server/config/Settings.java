package com.augmentalis.netavanue.server.config;

import static com.augmentalis.netavanue.server.config.ValueTypes.bool;
import static com.augmentalis.netavanue.server.config.ValueTypes.duration;
import static com.augmentalis.netavanue.server.config.ValueTypes.host;
import static com.augmentalis.netavanue.server.config.ValueTypes.integer;
import static com.augmentalis.netavanue.server.config.ValueTypes.members;
import static com.augmentalis.netavanue.server.config.ValueTypes.oneOf;
import static com.augmentalis.netavanue.server.config.ValueTypes.origins;
import static com.augmentalis.netavanue.server.config.ValueTypes.path;
import static com.augmentalis.netavanue.server.config.ValueTypes.secrets;
import static com.augmentalis.netavanue.server.config.ValueTypes.setOf;
import static com.augmentalis.netavanue.server.config.ValueTypes.size;
import static com.augmentalis.netavanue.server.config.ValueTypes.text;
import static com.augmentalis.netavanue.server.config.ValueTypes.uri;

import java.net.URI;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Set;

/** The catalogue of everything that can be set, in the order in which the reference shows it. */
public final class Settings {
  private static final int MAX_PORT = 65535;

  static final Setting<String> HTTP_HOST =
      Setting.of(
              "http.host",
              host(),
              "127.0.0.1",
              "Address to listen on; 0.0.0.0 serves other machines too.")
          .alsoFlag("--host");
  static final Setting<Integer> HTTP_PORT =
      Setting.of(
              "http.port",
              integer(0, MAX_PORT),
              "8080",
              "Port of Socket.IO, the page and the health endpoints; 0 takes any free one.")
          .alsoFlag("--port")
          .alsoEnv("PORT");
  static final Setting<List<String>> HTTP_ALLOWED_ORIGINS =
      Setting.of(
              "http.allowed-origins",
              origins(),
              "",
              "Origins of web pages that may connect; * allows every one.")
          .orElse("only pages that this server itself serves");
  static final Setting<Boolean> PAGE =
      Setting.of("page", bool(), "", "Whether to serve the page at /.")
          .orElse("true with embedded stores, else false");

  static final Setting<Set<RoleName>> ROLES =
      Setting.of(
          "roles",
          setOf(RoleName.class),
          "gateway,session,device,turn,pairing",
          "What this process does.");
  static final Setting<Boolean> CLUSTER_ENABLED =
      Setting.of(
              "cluster.enabled",
              bool(),
              "false",
              "Whether to join a cluster with other processes; needs outside stores.")
          .alsoFlag("--cluster");
  static final Setting<List<String>> CLUSTER_MEMBERS =
      Setting.of(
              "cluster.members",
              members(),
              "",
              "Where other members of the cluster may be found, host:port each.")
          .orElse("nobody: this process is the first one");
  static final Setting<String> CLUSTER_HOST =
      Setting.of(
          "cluster.host",
          host(),
          "127.0.0.1",
          "Address that cluster traffic listens on; must not be reachable from outside the cluster.");
  static final Setting<String> CLUSTER_PUBLIC_HOST =
      Setting.of(
              "cluster.public-host",
              host(),
              "",
              "Address under which other members reach this process.")
          .orElse("cluster.host");
  static final Setting<Integer> CLUSTER_PORT =
      Setting.of(
          "cluster.port", integer(1, MAX_PORT), "5701", "Port on which members find each other.");
  static final Setting<Integer> CLUSTER_BUS_PORT =
      Setting.of(
          "cluster.bus-port",
          integer(0, MAX_PORT),
          "0",
          "Port of the event bus; 0 takes any free one.");

  static final Setting<URI> REDIS_URL =
      Setting.of(
              "redis.url",
              uri(List.of("redis", "rediss"), "redis://10.0.0.3:6379"),
              "",
              "Outside Redis 7 or newer.")
          .orElse("an embedded Redis is started");
  static final Setting<String> REDIS_PASSWORD =
      Setting.of("redis.password", text(1, 512), "", "Password of the outside Redis.").asSecret();
  static final Setting<URI> POSTGRES_URL =
      Setting.of(
              "postgres.url",
              uri(List.of("postgresql"), "postgresql://10.0.0.4:5432/netavanue"),
              "",
              "Outside PostgreSQL 16 or newer, with the database's name.")
          .orElse("an embedded PostgreSQL is started");
  static final Setting<String> POSTGRES_USER =
      Setting.of("postgres.user", text(1, 63), "", "User of the outside PostgreSQL.")
          .orElse("netavanue");
  static final Setting<String> POSTGRES_PASSWORD =
      Setting.of("postgres.password", text(1, 512), "", "Password of the outside PostgreSQL.")
          .asSecret();
  static final Setting<Integer> POSTGRES_POOL_SIZE =
      Setting.of(
          "postgres.pool-size",
          integer(1, 100),
          "8",
          "Most connections to PostgreSQL that each role of this process opens.");

  static final Setting<Path> DATA_DIR =
      Setting.of("data.dir", path(), "", "Where the embedded stores keep their data between runs.")
          .orElse("${XDG_STATE_HOME:-~/.local/state}/netavanue")
          .alsoFlag("--data");
  static final Setting<Boolean> DATA_FRESH =
      Setting.of(
              "data.fresh",
              bool(),
              "false",
              "Whether to empty the embedded stores before the start.")
          .alsoFlag("--fresh");

  static final Setting<AuthMode> AUTH_MODE =
      Setting.of(
              "auth.mode",
              oneOf(AuthMode.class),
              "",
              "compatible serves clients without proof of possession; strict, which wants it from every"
                  + " device, is refused by this version.")
          .orElse("compatible");

  static final Setting<String> TURN_DOMAIN =
      Setting.of(
              "turn.domain", host(), "", "Host name of the TURN server that clients are sent to.")
          .alsoEnv("TURN_DOMAIN")
          .orElse("this host with embedded stores, else no TURN");
  static final Setting<List<String>> TURN_SECRETS =
      Setting.of(
              "turn.secrets",
              secrets(16),
              "",
              "Secrets shared with the TURN server; the first one signs, so a new one goes before the old ones.")
          .alsoEnv("TURN_SECRET")
          .asSecret();
  static final Setting<Duration> TURN_TTL =
      Setting.of(
          "turn.ttl",
          duration(Duration.ofMinutes(1), Duration.ofDays(1)),
          "1h",
          "How long TURN credentials are valid.");
  static final Setting<Integer> TURN_PORT =
      Setting.of(
          "turn.port",
          integer(1, MAX_PORT),
          "3478",
          "Port of the TURN server for STUN and TURN over UDP and TCP.");
  static final Setting<Integer> TURN_TLS_PORT =
      Setting.of(
          "turn.tls-port",
          integer(1, MAX_PORT),
          "5349",
          "Port of the TURN server for TURN over TLS.");
  static final Setting<Boolean> STUN_ENABLED =
      Setting.of("stun.enabled", bool(), "", "Whether to run a STUN server of our own on UDP.")
          .orElse("true with embedded stores, else false");
  static final Setting<Integer> STUN_PORT =
      Setting.of(
          "stun.port",
          integer(0, MAX_PORT),
          "3478",
          "Its port; another one when it is taken, any free one when it is 0. Clients are told which.");

  static final Setting<Integer> MAX_PAYLOAD =
      Setting.of(
          "limits.max-payload",
          size(1024, 100_000_000),
          "1000000",
          "Biggest packet of a client; announced in the handshake.");
  static final Setting<Integer> MAX_ATTACHMENTS =
      Setting.of(
          "limits.attachments", integer(0, 1000), "10", "Most binary attachments of one packet.");
  static final Setting<Integer> MAX_SIGNALING_PAYLOAD =
      Setting.of(
          "limits.signaling-payload",
          size(1024, 100_000_000),
          "256KiB",
          "Biggest signaling message.");
  static final Setting<Integer> MAX_EVENT_NAME =
      Setting.of(
          "limits.event-name", integer(16, 1024), "128", "Most characters of an event's name.");
  static final Setting<Integer> OUTBOUND_BUFFER =
      Setting.of(
          "limits.outbound-buffer",
          size(65_536, 1_000_000_000),
          "4MB",
          "Most bytes that wait for one slow client before it is disconnected.");
  static final Setting<Duration> CONNECT_TIMEOUT =
      Setting.of(
          "limits.connect-timeout",
          duration(Duration.ofMillis(100), Duration.ofMinutes(10)),
          "45s",
          "Time in which a connection must join a namespace.");
  static final Setting<Duration> PING_INTERVAL =
      Setting.of(
          "limits.ping-interval",
          duration(Duration.ofMillis(100), Duration.ofMinutes(10)),
          "25s",
          "Time between two pings to a client.");
  static final Setting<Duration> PING_TIMEOUT =
      Setting.of(
          "limits.ping-timeout",
          duration(Duration.ofMillis(100), Duration.ofMinutes(10)),
          "20s",
          "Time in which a client must answer a ping.");
  static final Setting<Duration> GRACE =
      Setting.of(
          "limits.grace",
          duration(Duration.ofSeconds(1), Duration.ofMinutes(10)),
          "30s",
          "Time in which a disconnected member may come back to its session.");

  static final Setting<Integer> RATE_SOCKET_RELAYS =
      Setting.of(
          "rate.socket-relays",
          integer(1, 1_000_000),
          "2000",
          "Relays a second (offers, answers, candidates) that one socket may send.");
  static final Setting<Integer> RATE_SOCKET_REQUESTS =
      Setting.of(
          "rate.socket-requests",
          integer(1, 1_000_000),
          "50",
          "Other requests a second that one socket may send.");
  static final Setting<Integer> RATE_BURST_SECONDS =
      Setting.of(
          "rate.burst-seconds",
          integer(1, 60),
          "2",
          "Seconds' worth of each rate that may come at once.");

  static final Setting<Duration> SHUTDOWN_DEADLINE =
      Setting.of(
              "shutdown.deadline",
              duration(Duration.ofSeconds(1), Duration.ofMinutes(15)),
              "",
              "Time after which the process ends, whatever is left; below the pod's grace period.")
          .orElse("10s with embedded stores, else 28s");
  static final Setting<Integer> EVENT_LOOPS =
      Setting.of("runtime.event-loops", integer(1, 256), "", "Event loop threads.")
          .orElse("one for each processor");
  static final Setting<Integer> GATEWAY_INSTANCES =
      Setting.of(
              "runtime.gateway-instances",
              integer(1, 256),
              "",
              "Gateway instances, each on an event loop of its own.")
          .orElse("runtime.event-loops");
  static final Setting<Boolean> NATIVE_TRANSPORT =
      Setting.of(
          "runtime.native-transport",
          bool(),
          "true",
          "Whether to use epoll where it is available.");
  static final Setting<LogFormat> LOG_FORMAT =
      Setting.of(
          "log.format",
          oneOf(LogFormat.class),
          "text",
          "Lines for people, or one JSON object a line.");
  static final Setting<LogLevel> LOG_LEVEL =
      Setting.of("log.level", oneOf(LogLevel.class), "info", "Least severe level that is logged.");

  private static final List<Setting<?>> ALL =
      List.of(
          HTTP_HOST,
          HTTP_PORT,
          HTTP_ALLOWED_ORIGINS,
          PAGE,
          ROLES,
          CLUSTER_ENABLED,
          CLUSTER_MEMBERS,
          CLUSTER_HOST,
          CLUSTER_PUBLIC_HOST,
          CLUSTER_PORT,
          CLUSTER_BUS_PORT,
          REDIS_URL,
          REDIS_PASSWORD,
          POSTGRES_URL,
          POSTGRES_USER,
          POSTGRES_PASSWORD,
          POSTGRES_POOL_SIZE,
          DATA_DIR,
          DATA_FRESH,
          AUTH_MODE,
          TURN_DOMAIN,
          TURN_SECRETS,
          TURN_TTL,
          TURN_PORT,
          TURN_TLS_PORT,
          STUN_ENABLED,
          STUN_PORT,
          MAX_PAYLOAD,
          MAX_ATTACHMENTS,
          MAX_SIGNALING_PAYLOAD,
          MAX_EVENT_NAME,
          OUTBOUND_BUFFER,
          CONNECT_TIMEOUT,
          PING_INTERVAL,
          PING_TIMEOUT,
          GRACE,
          RATE_SOCKET_RELAYS,
          RATE_SOCKET_REQUESTS,
          RATE_BURST_SECONDS,
          SHUTDOWN_DEADLINE,
          EVENT_LOOPS,
          GATEWAY_INSTANCES,
          NATIVE_TRANSPORT,
          LOG_FORMAT,
          LOG_LEVEL);

  private Settings() {}

  /** Every setting, in the reference's order. */
  public static List<Setting<?>> all() {
    return ALL;
  }
}
