package com.augmentalis.netavanue.server;

import com.augmentalis.netavanue.server.config.ServerConfig;
import java.io.PrintStream;

/** What a person reads when the server is ready. The first line is for programs too. */
final class Banner {
  private Banner() {}

  static void print(PrintStream out, String url, ServerConfig config) {
    out.println("ready " + url);
    if (config.stores().embedded()) {
      out.println();
      if (config.http().page()) {
        out.println(
            "  Open " + url + "/ in two tabs: create a session in one, join it from the other.");
      }
      out.println("  Licence tokens for trying: dev-free, dev-pro, dev-business, dev-enterprise.");
      out.println("  Health: " + url + "/health/ready");
      out.println("  Data: " + config.stores().dataDir().get() + "   Ctrl-C stops everything.");
    }
    out.flush();
  }
}
