package com.augmentalis.netavanue.bench;

import com.augmentalis.netavanue.bench.peer.NettySocketIoPeer;
import java.io.PrintStream;
import java.util.concurrent.Callable;
import java.util.concurrent.CountDownLatch;
import picocli.CommandLine.Command;
import picocli.CommandLine.Option;

/** Runs the netty-socketio peer until it is terminated. */
@Command(name = "netty-socketio", description = "Run the netty-socketio peer on 127.0.0.1.")
final class PeerCommand implements Callable<Integer> {
  @Option(names = "--port", required = true)
  private int port;

  private final PrintStream log;

  PeerCommand(PrintStream log) {
    this.log = log;
  }

  @Override
  public Integer call() throws InterruptedException {
    try (NettySocketIoPeer peer = NettySocketIoPeer.start(port)) {
      log.println("ready http://127.0.0.1:" + peer.port());
      new CountDownLatch(1).await();
      return 0;
    }
  }
}
