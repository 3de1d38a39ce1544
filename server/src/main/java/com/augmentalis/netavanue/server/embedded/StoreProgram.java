package com.augmentalis.netavanue.server.embedded;

import com.augmentalis.netavanue.server.StartException;
import java.io.IOException;

/** Knows how to start one kind of store on a data directory. */
interface StoreProgram {
  /** Port that stands for any free one. */
  int ANY_PORT = 0;

  /** The store's name, as in records, logs and messages. */
  String name();

  /**
   * Starts the store and waits until it is ready. Blocks.
   *
   * @param port loopback port, or {@link #ANY_PORT}
   */
  Running start(int port) throws StartException, IOException;

  /**
   * A running store.
   *
   * @param process its process
   * @param port its loopback port
   */
  record Running(StoreProcess process, int port) {}
}
