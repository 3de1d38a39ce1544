package com.augmentalis.netavanue.server.embedded;

import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStreamReader;
import java.net.Socket;
import java.nio.charset.StandardCharsets;

/** Asks a Redis one inline command and returns the reply's line, or both lines of a bulk reply. */
final class RedisLine {
  private RedisLine() {}

  static String ask(int port, String password, String command) throws IOException {
    try (Socket socket = new Socket(Loopback.address(), port)) {
      socket
          .getOutputStream()
          .write(
              ("AUTH " + password + "\r\n" + command + "\r\n").getBytes(StandardCharsets.US_ASCII));
      BufferedReader in =
          new BufferedReader(
              new InputStreamReader(socket.getInputStream(), StandardCharsets.US_ASCII));
      String login = in.readLine();
      if (!login.equals("+OK")) {
        return login;
      }
      String reply = in.readLine();
      return reply.startsWith("$") && !reply.equals("$-1") ? reply + " " + in.readLine() : reply;
    }
  }
}
