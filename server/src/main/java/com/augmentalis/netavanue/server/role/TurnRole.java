package com.augmentalis.netavanue.server.role;

import com.augmentalis.netavanue.server.config.RoleName;
import com.augmentalis.netavanue.server.config.ServerConfig;
import com.augmentalis.netavanue.store.StoreFactory;
import com.augmentalis.netavanue.turn.SharedSecret;
import com.augmentalis.netavanue.turn.StunBindingServerOptions;
import com.augmentalis.netavanue.turn.StunVerticle;
import com.augmentalis.netavanue.turn.TurnOptions;
import com.augmentalis.netavanue.turn.TurnServer;
import com.augmentalis.netavanue.turn.TurnVerticle;
import io.vertx.core.Future;
import java.security.SecureRandom;
import java.util.HexFormat;
import java.util.List;
import java.util.Optional;
import java.util.Set;

/**
 * Hands out TURN credentials, and runs a STUN server of its own where one is configured.
 *
 * <p>On embedded stores there is usually no TURN server. Credentials are handed out all the same,
 * for this host and under a secret that nobody else knows, so that clients meet the whole protocol;
 * what they reach with them is the STUN server.
 */
public final class TurnRole implements Role {

  private static final int SECRET_BYTES = 32;
  private static final String LOOPBACK = "127.0.0.1";

  @Override
  public RoleName name() {
    return RoleName.TURN;
  }

  @Override
  public Set<Store> needs() {
    return Set.of(Store.REDIS);
  }

  @Override
  public Future<RunningRole> deploy(RoleContext context) {
    ServerConfig config = context.config();
    if (config.turn().stunPort().isEmpty()) {
      return deploy(context, options(config, Optional.empty()));
    }
    StunVerticle stun =
        new StunVerticle(
            new StunBindingServerOptions(config.http().host(), config.turn().stunPort().get()));
    return context
        .vertx()
        .deployVerticle(stun)
        .compose(
            id ->
                deploy(context, options(config, Optional.of(stun.port())))
                    .map(turn -> both(turn, () -> context.vertx().undeploy(id))));
  }

  private static RunningRole both(RunningRole turn, RunningRole stun) {
    return () -> turn.undeploy().eventually(stun::undeploy);
  }

  private static Future<RunningRole> deploy(RoleContext context, TurnOptions options) {
    StoreFactory stores = context.stores().factory();
    return context.deploy(() -> new TurnVerticle(stores, options), 1);
  }

  private static TurnOptions options(ServerConfig config, Optional<Integer> stunPort) {
    ServerConfig.Turn turn = config.turn();
    if (turn.domain().isPresent()) {
      SharedSecret secret = SharedSecret.of(turn.secrets().get(0));
      TurnServer server = new TurnServer(turn.domain().get(), turn.port(), turn.tlsPort(), secret);
      return new TurnOptions(Optional.of(server), List.of(), turn.ttl());
    }
    String host = reachableHost(config);
    if (config.stores().embedded()) {
      SharedSecret secret =
          turn.secrets().isEmpty() ? randomSecret() : SharedSecret.of(turn.secrets().get(0));
      TurnServer server =
          new TurnServer(host, stunPort.orElse(turn.port()), turn.tlsPort(), secret);
      return new TurnOptions(Optional.of(server), List.of(), turn.ttl());
    }
    List<String> stunUrls =
        stunPort.map(port -> List.of("stun:" + host + ':' + port)).orElse(List.of());
    return new TurnOptions(Optional.empty(), stunUrls, turn.ttl());
  }

  private static String reachableHost(ServerConfig config) {
    String host = config.http().host();
    return host.equals("0.0.0.0") || host.equals("::") ? LOOPBACK : host;
  }

  private static SharedSecret randomSecret() {
    byte[] secret = new byte[SECRET_BYTES];
    new SecureRandom().nextBytes(secret);
    return SharedSecret.of(HexFormat.of().formatHex(secret));
  }
}
