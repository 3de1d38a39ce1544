package com.augmentalis.netavanue.server.config;

/** Shape of log lines. */
public enum LogFormat {
  TEXT,
  JSON
}
