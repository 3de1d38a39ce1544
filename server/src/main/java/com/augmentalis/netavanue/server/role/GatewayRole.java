package com.augmentalis.netavanue.server.role;

import com.augmentalis.netavanue.gateway.GatewayLimits;
import com.augmentalis.netavanue.gateway.GatewayOptions;
import com.augmentalis.netavanue.gateway.GatewayVerticle;
import com.augmentalis.netavanue.gateway.LocalDirectory;
import com.augmentalis.netavanue.server.config.RoleName;
import com.augmentalis.netavanue.server.config.ServerConfig;
import com.augmentalis.netavanue.socketio.SocketIoGroup;
import com.augmentalis.netavanue.socketio.SocketIoOptions;
import io.vertx.core.Future;
import java.util.Set;

/** Serves devices: one gateway instance for each configured event loop, on one port. */
public final class GatewayRole implements Role {

  @Override
  public RoleName name() {
    return RoleName.GATEWAY;
  }

  @Override
  public Set<Store> needs() {
    return Set.of();
  }

  @Override
  public Future<RunningRole> deploy(RoleContext context) {
    ServerConfig config = context.config();
    GatewayOptions options =
        new GatewayOptions(
            config.http().host(), config.http().port(), socketIo(config), limits(config));
    GatewayVerticle.Shared shared =
        new GatewayVerticle.Shared(
            new SocketIoGroup(), new LocalDirectory(), context.routes()::router);
    return context.deploy(
        () -> new GatewayVerticle(options, shared), config.threads().gatewayInstances());
  }

  private static SocketIoOptions socketIo(ServerConfig config) {
    ServerConfig.Limits limits = config.limits();
    SocketIoOptions options = GatewayOptions.signalingDefaults();
    options
        .connectTimeoutMs(limits.connectTimeout().toMillis())
        .maxAttachments(limits.attachments())
        .maxEventNameLength(limits.eventName())
        .engine()
        .pingIntervalMs(limits.pingInterval().toMillis())
        .pingTimeoutMs(limits.pingTimeout().toMillis())
        .maxPayload(limits.maxPayload())
        .maxBufferedBytes(limits.outboundBuffer())
        .origins(Set.copyOf(config.http().allowedOrigins()));
    return options;
  }

  private static GatewayLimits limits(ServerConfig config) {
    ServerConfig.Rates rates = config.rates();
    GatewayLimits defaults = GatewayLimits.DEFAULT;
    return new GatewayLimits(
        rates.socketRelays(),
        (double) rates.socketRelays() * rates.burstSeconds(),
        rates.socketRequests(),
        (double) rates.socketRequests() * rates.burstSeconds(),
        defaults.waitingRequests(),
        config.limits().signalingPayload(),
        defaults.remoteRelaysInFlight());
  }
}
