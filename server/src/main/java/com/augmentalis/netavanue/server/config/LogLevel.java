package com.augmentalis.netavanue.server.config;

/** Least severe level that is logged. */
public enum LogLevel {
  TRACE,
  DEBUG,
  INFO,
  WARN,
  ERROR
}
