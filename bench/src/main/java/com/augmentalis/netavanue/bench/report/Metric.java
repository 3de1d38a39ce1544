package com.augmentalis.netavanue.bench.report;

/**
 * The figures of the table, in its order. Names in lower case are the keys in {@link
 * Result#metrics()}.
 */
public enum Metric {
  /** Messages acked per second. */
  THROUGHPUT("relays", "messages/s", 0),
  /** CPU time of the server process per message. */
  CPU_PER_MESSAGE("relays", "server CPU, µs/message", 1),
  /** The same with the stores that the server brought along. */
  CPU_WITH_STORES_PER_MESSAGE("relays", "server and stores CPU, µs/message", 1),
  /** Median time from send to ack. */
  ACK_P50("relays", "ack p50, ms", 2),
  /** 99th percentile of the time from send to ack. */
  ACK_P99("relays", "ack p99, ms", 2),
  /** 99.9th percentile of the time from send to ack. */
  ACK_P999("relays", "ack p99.9, ms", 2),
  /** Part of one core that the generator used: near 1 the figures are the generator's. */
  GENERATOR_CPU("relays", "generator, cores", 2),
  /** Median time from the due moment to the delivery. */
  P50("fixed rate", "p50, ms", 2),
  /** 99th percentile of the time from the due moment to the delivery. */
  P99("fixed rate", "p99, ms", 2),
  /** 99.9th percentile of the time from the due moment to the delivery. */
  P999("fixed rate", "p99.9, ms", 2),
  /** CPU time of the server process per message at the fixed rate. */
  RATE_CPU_PER_MESSAGE("fixed rate", "server CPU, µs/message", 1),
  /** Sockets accepted, set up and closed per second. */
  CONNECTS("connects", "connects/s", 0),
  /** CPU time of the server process per connect. */
  CPU_PER_CONNECT("connects", "server CPU, µs/connect", 0),
  /** The same with the stores. */
  CPU_WITH_STORES_PER_CONNECT("connects", "server and stores CPU, µs/connect", 0),
  /** 99th percentile of the time from connect to the last step's answer. */
  CONNECT_P99("connects", "p99, ms", 1),
  /** Growth of resident memory per idle socket. */
  RESIDENT_PER_CONNECTION("idle", "resident kB/connection", 1),
  /** Growth of the live heap per idle socket. */
  HEAP_PER_CONNECTION("idle", "live heap kB/connection", 1);

  private final String scenario;
  private final String label;
  private final int decimals;

  Metric(String scenario, String label, int decimals) {
    this.scenario = scenario;
    this.label = label;
    this.decimals = decimals;
  }

  /** The scenario that measures it; a result's scenario starts with it. */
  public String scenario() {
    return scenario;
  }

  /** How the table calls it, with its unit. */
  public String label() {
    return label;
  }

  /** Digits behind the point in the table. */
  public int decimals() {
    return decimals;
  }

  /** Its key in {@link Result#metrics()}. */
  public String key() {
    return name().toLowerCase(java.util.Locale.ROOT);
  }
}
