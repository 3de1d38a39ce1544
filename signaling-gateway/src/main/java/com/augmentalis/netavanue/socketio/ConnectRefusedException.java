package com.augmentalis.netavanue.socketio;

import io.vertx.core.json.JsonObject;
import java.util.Optional;

/** Refuses a CONNECT with a message and data that the client receives in CONNECT_ERROR. */
public final class ConnectRefusedException extends RuntimeException {

  private static final long serialVersionUID = 1L;

  private final transient JsonObject data;

  /**
   * Creates a refusal without data.
   *
   * @param message the message that the client sees
   */
  public ConnectRefusedException(String message) {
    this(message, null);
  }

  /**
   * Creates a refusal.
   *
   * @param message the message that the client sees
   * @param data the data that the client sees, or null
   */
  public ConnectRefusedException(String message, JsonObject data) {
    super(message, null, false, false);
    this.data = data;
  }

  /**
   * The data for the client.
   *
   * @return the data, if there is some
   */
  public Optional<JsonObject> data() {
    return Optional.ofNullable(data);
  }
}
