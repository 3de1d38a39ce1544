package com.augmentalis.netavanue.turn;

import io.vertx.core.Future;
import io.vertx.core.VerticleBase;
import java.security.SecureRandom;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Runs a {@link StunBindingServer}, so that a first run needs no TURN server to find its public
 * address. When the port is taken, by a TURN server perhaps, it listens on any free one.
 */
public final class StunVerticle extends VerticleBase {

  private static final Logger LOG = LoggerFactory.getLogger(StunVerticle.class);

  private final StunBindingServerOptions options;
  private StunBindingServer server;

  /**
   * @param options how it listens and how much it answers
   */
  public StunVerticle(StunBindingServerOptions options) {
    this.options = options;
  }

  @Override
  public Future<?> start() {
    return listen(options)
        .recover(
            taken -> {
              if (options.port() == 0) {
                return Future.failedFuture(taken);
              }
              LOG.info("UDP port {} is taken; STUN is served on another", options.port());
              return listen(
                  new StunBindingServerOptions(
                      options.host(),
                      0,
                      options.maxResponsesPerSecond(),
                      options.maxResponsesPerSourcePerSecond()));
            });
  }

  private Future<Void> listen(StunBindingServerOptions where) {
    return new StunBindingServer(vertx, where, System::nanoTime, new SecureRandom())
        .start()
        .map(
            started -> {
              server = started;
              return null;
            });
  }

  /** The UDP port that it listens on, once it is deployed. */
  public int port() {
    return server.port();
  }

  @Override
  public Future<?> stop() {
    return server == null ? Future.succeededFuture() : server.close();
  }
}
