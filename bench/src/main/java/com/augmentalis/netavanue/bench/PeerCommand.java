package com.augmentalis.netavanue.bench;

import com.augmentalis.netavanue.bench.peer.BareRelay;
import com.augmentalis.netavanue.bench.peer.NettySocketIoPeer;
import java.io.PrintStream;
import java.util.concurrent.Callable;
import java.util.concurrent.CountDownLatch;
import picocli.CommandLine.Command;
import picocli.CommandLine.Option;

/** Runs one of the peers until it is terminated. */
@Command(name = "peer", description = "Run another server on 127.0.0.1 until terminated.")
final class PeerCommand implements Callable<Integer> {
  enum Kind {
    NETTY,
    BARE
  }

  @Option(names = "--kind", required = true, description = "${COMPLETION-CANDIDATES}")
  private Kind kind;

  @Option(names = "--port", required = true)
  private int port;

  private final PrintStream log;

  PeerCommand(PrintStream log) {
    this.log = log;
  }

  @Override
  public Integer call() throws Exception {
    if (kind == Kind.NETTY) {
      try (NettySocketIoPeer peer = NettySocketIoPeer.start(port)) {
        return serve(peer.port());
      }
    }
    try (BareRelay relay = BareRelay.start(port)) {
      return serve(relay.port());
    }
  }

  private int serve(int listening) throws InterruptedException {
    log.println("ready http://127.0.0.1:" + listening);
    new CountDownLatch(1).await();
    return 0;
  }
}
