package com.augmentalis.netavanue.server.config;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.MethodSource;

class ConfigLoaderTest {
  private static final String SECRET = "a-secret-of-some-length";
  private static final Map<String, String> OUTSIDE =
      Map.of("--redis-url", "redis://r:1", "--postgres-url", "postgresql://p/db");

  @TempDir Path dir;

  private static ServerConfig load(Map<String, String> flags, Map<String, String> env)
      throws ConfigException {
    return new ConfigLoader(env, 4).load(flags, Optional.empty());
  }

  private static List<String> problems(Map<String, String> flags, Map<String, String> env) {
    return assertThrows(ConfigException.class, () -> load(flags, env)).problems();
  }

  private static Map<String, String> and(Map<String, String> base, String... more) {
    Map<String, String> all = new HashMap<>(base);
    for (int i = 0; i < more.length; i += 2) {
      all.put(more[i], more[i + 1]);
    }
    return all;
  }

  @Test
  void nothingGivenIsEverythingOnEmbeddedStores() throws ConfigException {
    ServerConfig config = load(Map.of(), Map.of("XDG_STATE_HOME", "/state"));
    assertTrue(config.stores().embedded());
    assertEquals(Optional.of(Path.of("/state/netavanue")), config.stores().dataDir());
    assertEquals(Set.of(RoleName.values()), config.roles());
    assertEquals(8080, config.http().port());
    assertEquals("127.0.0.1", config.http().host());
    assertTrue(config.http().page());
    assertEquals(AuthMode.COMPATIBLE, config.auth());
    assertEquals(1_000_000, config.limits().maxPayload());
    assertEquals(262_144, config.limits().signalingPayload());
    assertEquals(Duration.ofSeconds(45), config.limits().connectTimeout());
    assertEquals(Duration.ofSeconds(25), config.limits().pingInterval());
    assertEquals(Duration.ofSeconds(20), config.limits().pingTimeout());
    assertEquals(Duration.ofSeconds(30), config.limits().grace());
    assertTrue(config.rates().socketRelays() >= 2000);
    assertEquals(4, config.threads().gatewayInstances());
    assertEquals(Optional.of(3478), config.turn().stunPort());
  }

  @Test
  void outsideStoresComeWithoutPageAndStun() throws ConfigException {
    ServerConfig config = load(OUTSIDE, Map.of());
    assertFalse(config.stores().embedded());
    assertFalse(config.http().page());
    assertEquals(AuthMode.COMPATIBLE, config.auth());
    assertEquals(Optional.empty(), config.turn().stunPort());
  }

  @Test
  void laterSourcesWin() throws Exception {
    Path file =
        Files.writeString(
            dir.resolve("c.json"), "{\"http\":{\"port\":1,\"host\":\"a\"},\"log.level\":\"warn\"}");
    Map<String, String> env = Map.of("NETAVANUE_HTTP_PORT", "2", "NETAVANUE_LOG_LEVEL", "error");
    ServerConfig config = new ConfigLoader(env, 1).load(Map.of("--port", "3"), Optional.of(file));
    assertEquals(3, config.http().port());
    assertEquals(LogLevel.ERROR, config.log().level());
    assertEquals("a", config.http().host());
  }

  @Test
  void theWellKnownPortIsWeakerThanOurOwnName() throws ConfigException {
    assertEquals(5, load(Map.of(), Map.of("PORT", "5")).http().port());
    assertEquals(6, load(Map.of(), Map.of("PORT", "5", "NETAVANUE_HTTP_PORT", "6")).http().port());
  }

  @Test
  void readsPropertiesAndListsOfJson() throws Exception {
    Path properties =
        Files.writeString(
            dir.resolve("c.properties"), "limits.grace = 5s\nlimits.max-payload=2MB\n");
    ServerConfig config = new ConfigLoader(Map.of(), 1).load(Map.of(), Optional.of(properties));
    assertEquals(Duration.ofSeconds(5), config.limits().grace());
    assertEquals(2_000_000, config.limits().maxPayload());
    Path json =
        Files.writeString(
            dir.resolve("d.json"),
            "{\"http\":{\"allowed-origins\":[\"https://A.example\",\"http://b:1\"]}}");
    assertEquals(
        List.of("https://a.example", "http://b:1"),
        new ConfigLoader(Map.of("NETAVANUE_CONFIG", json.toString()), 1)
            .load(Map.of(), Optional.empty())
            .http()
            .allowedOrigins());
  }

  @Test
  void namesTheFileOfAnotherProject() throws IOException {
    Path bad =
        Files.writeString(dir.resolve("bad.json"), "{\"turn\":{\"secrets\":\"" + SECRET + "\"");
    ConfigException e =
        assertThrows(
            ConfigException.class,
            () -> new ConfigLoader(Map.of(), 1).load(Map.of(), Optional.of(bad)));
    assertTrue(e.getMessage().contains("is not valid JSON at line 1"), e.getMessage());
    assertFalse(e.getMessage().contains(SECRET));
  }

  @Test
  void kubernetesServiceLinksAreNotSettings() throws ConfigException {
    Map<String, String> links =
        Map.of(
            "NETAVANUE_SERVICE_HOST", "10.0.0.1",
            "NETAVANUE_PORT", "tcp://10.0.0.1:80",
            "NETAVANUE_HTTP_PORT", "tcp://10.0.0.1:80",
            "NETAVANUE_GATEWAY_SERVICE_PORT_HTTP", "80",
            "NETAVANUE_PORT_8080_TCP_ADDR", "10.0.0.1");
    assertEquals(8080, load(Map.of(), links).http().port());
  }

  @Test
  void secretsComeFromFilesAndAreShownNowhere() throws Exception {
    Path secret = Files.writeString(dir.resolve("secret"), SECRET + "\n" + SECRET + "-old\n");
    Map<String, String> env =
        Map.of(
            "NETAVANUE_TURN_SECRETS_FILE",
            secret.toString(),
            "NETAVANUE_POSTGRES_PASSWORD",
            SECRET);
    ServerConfig config =
        load(
            and(
                OUTSIDE,
                "--turn-domain",
                "turn.example.com",
                "--redis-url",
                "redis://u:p%40" + SECRET + "@r:1/2"),
            env);
    assertEquals(List.of(SECRET, SECRET + "-old"), config.turn().secrets());
    assertEquals(
        "redis://u:p%40" + SECRET + "@r:1/2", config.stores().redis().get().options().uri());
    assertEquals(SECRET, config.stores().postgres().get().password().get());
    assertFalse(config.toString().contains(SECRET), config.toString());
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      textBlock =
          """
          --port | 70000 | --port is '70000', must be a whole number from 0 to 65535
          --port | http | --port is 'http', must be a whole number from 0 to 65535
          --host | a b | --host is 'a b', must be a host name or an IP address without port
          --fresh | maybe | --fresh is 'maybe', must be true or false
          --roles | gateway,sesion | --roles is 'gateway,sesion', must be a list from gateway, session, device, turn, pairing
          --auth-mode | loose | --auth-mode is 'loose', must be one of compatible, strict
          --limits-grace | 30 | --limits-grace is '30', must be a duration from 1s to 600s
          --limits-grace | 11m | --limits-grace is '11m', must be a duration
          --limits-max-payload | 1GB | --limits-max-payload is '1GB', must be a size
          --limits-max-payload | 1000kB,2 | must be a size
          --redis-url | http://r | --redis-url is 'http://r', must be a URL that starts with redis:// or rediss://
          --redis-url | redis://u:hunter2@ | --redis-url must be a URL
          --http-allowed-origins | example.com | must be * alone or a list of origins
          --http-allowed-origins | https://a/x | must be * alone or a list of origins
          --cluster-members | host | must be a list of host:port
          --log-format | xml | --log-format is 'xml', must be one of text, json
          --runtime-event-loops | 0 | must be a whole number from 1 to 256
          """)
  void badValuesAreNamedWithWhatWouldBeRight(String flag, String text, String expected) {
    String problem = problems(Map.of(flag, text), Map.of()).get(0);
    assertTrue(problem.contains(expected), problem);
    assertFalse(problem.contains("hunter2"), problem);
    assertFalse(problem.contains("\n"), problem);
  }

  static Stream<List<Object>> rules() {
    return Stream.of(
        List.of(Map.of("--cluster", "true"), "--cluster needs stores that all members share"),
        List.of(Map.of("--roles", "gateway"), "--roles must be all of them with embedded stores"),
        List.of(Map.of("--postgres-user", "x"), "--postgres-user belongs to an outside store"),
        List.of(Map.of("--redis-url", "redis://r"), "--redis-url is given without postgres.url"),
        List.of(
            Map.of("--postgres-url", "postgresql://p/db"),
            "--postgres-url is given without redis.url"),
        List.of(
            and(OUTSIDE, "--postgres-url", "postgresql://p"),
            "--postgres-url must name a database"),
        List.of(and(OUTSIDE, "--data", "/d"), "--data belongs to embedded stores"),
        List.of(and(OUTSIDE, "--fresh", "true"), "--fresh belongs to embedded stores"),
        List.of(and(OUTSIDE, "--roles", "session"), "--roles leaves roles to other processes"),
        List.of(
            and(OUTSIDE, "--cluster-port", "1"), "--cluster-port has no effect without a cluster"),
        List.of(
            Map.of("--turn-domain", "t"),
            "--turn-domain needs the secret that the TURN server knows"),
        List.of(Map.of("--stun-enabled", "false", "--stun-port", "1"), "--stun-port has no effect"),
        List.of(
            Map.of("--limits-signaling-payload", "2MB"),
            "--limits-signaling-payload must not be above limits.max-payload"),
        List.of(
            Map.of("--limits-outbound-buffer", "100kB"),
            "--limits-outbound-buffer must not be below limits.max-payload"),
        List.of(Map.of("--auth-mode", "strict"), "--auth-mode cannot be strict in this version"),
        List.of(Map.of("--prot", "1"), "--prot: there is no such flag; did you mean --port?"));
  }

  @ParameterizedTest
  @MethodSource("rules")
  void settingsMustFitTogether(List<Object> rule) {
    // The provider pairs flags with the start of the line that they cause.
    @SuppressWarnings("unchecked")
    Map<String, String> flags = (Map<String, String>) rule.get(0);
    List<String> problems = problems(flags, Map.of());
    assertTrue(
        problems.stream().anyMatch(p -> p.startsWith((String) rule.get(1))), problems.toString());
  }

  static Stream<List<Object>> environments() {
    return Stream.of(
        List.of(
            Map.of("NETAVANUE_HTP_PORT", "1"),
            "NETAVANUE_HTP_PORT: there is no such setting; did you mean NETAVANUE_HTTP_PORT?"),
        List.of(
            Map.of("NETAVANUE_TURN_SECRETS", "short"),
            "NETAVANUE_TURN_SECRETS must be one or more secrets of at least 16"),
        List.of(
            Map.of(
                "NETAVANUE_REDIS_URL",
                "redis://r",
                "NETAVANUE_POSTGRES_URL",
                "postgresql://p/d",
                "NETAVANUE_TURN_SECRETS",
                SECRET),
            "NETAVANUE_TURN_SECRETS is given without turn.domain"),
        List.of(
            Map.of("NETAVANUE_TURN_SECRETS_FILE", "/nowhere"),
            "NETAVANUE_TURN_SECRETS_FILE: cannot read the file /nowhere"),
        List.of(
            Map.of("NETAVANUE_TURN_SECRETS_FILE", "/nowhere", "NETAVANUE_TURN_SECRETS", SECRET),
            "NETAVANUE_TURN_SECRETS_FILE: NETAVANUE_TURN_SECRETS is set too"),
        List.of(
            Map.of("NETAVANUE_CONFIG", "/nowhere.json"),
            "--config: cannot read the file /nowhere.json"),
        List.of(
            Map.of(
                "NETAVANUE_REDIS_URL",
                "redis://:x@r",
                "NETAVANUE_POSTGRES_URL",
                "postgresql://p/d",
                "NETAVANUE_REDIS_PASSWORD",
                "y"),
            "NETAVANUE_REDIS_PASSWORD is given in redis.url too"));
  }

  @ParameterizedTest
  @MethodSource("environments")
  void environmentIsCheckedToo(List<Object> rule) {
    // The provider pairs an environment with the start of the line that it causes.
    @SuppressWarnings("unchecked")
    Map<String, String> env = (Map<String, String>) rule.get(0);
    List<String> problems = problems(Map.of(), env);
    assertTrue(
        problems.stream().anyMatch(p -> p.startsWith((String) rule.get(1))), problems.toString());
    assertTrue(problems.stream().noneMatch(p -> p.contains(SECRET)), problems.toString());
  }

  @Test
  void allProblemsComeAtOnce() {
    assertEquals(
        3,
        problems(Map.of("--port", "x", "--auth-mode", "y", "--log-level", "z"), Map.of()).size());
  }

  @Test
  void aGatewayAloneNeedsNoPostgres() throws ConfigException {
    ServerConfig config =
        load(
            Map.of("--redis-url", "redis://r", "--roles", "gateway", "--cluster", "true"),
            Map.of());
    assertEquals(Set.of(RoleName.GATEWAY), config.roles());
  }
}
