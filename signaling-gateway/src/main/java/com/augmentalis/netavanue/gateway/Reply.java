package com.augmentalis.netavanue.gateway;

import com.augmentalis.netavanue.codec.json.JsonSource;

/**
 * The answer to a request.
 *
 * @param body what the device is told
 * @param afterwards what must happen once it has been told, such as pushing later events
 */
record Reply(JsonSource body, Runnable afterwards) {

  static Reply of(JsonSource body) {
    return new Reply(body, Reply::nothing);
  }

  private static void nothing() {}
}
