package com.augmentalis.netavanue.gateway;

import com.augmentalis.netavanue.contract.bus.BusClient;
import com.augmentalis.netavanue.contract.device.DeviceType;
import com.augmentalis.netavanue.contract.device.Platform;
import com.augmentalis.netavanue.contract.pairing.ListPairings;
import io.vertx.core.Future;

/** Serves the requests that concern a device alone: REGISTER_DEVICE and PAIR_LIST. */
final class DeviceRequests {

  static final int MAX_KEY = 4_096;
  static final int MAX_NAME = 100;

  private final DeviceBinder binder;
  private final BusClient bus;

  DeviceRequests(DeviceBinder binder, BusClient bus) {
    this.binder = binder;
    this.bus = bus;
  }

  Future<Reply> register(DeviceSocket socket, MessageReader message) {
    DeviceBinder.Claim claim =
        new DeviceBinder.Claim(
            message.fingerprint("fingerprint"),
            message.string("publicKey", MAX_KEY),
            message.string("deviceName", MAX_NAME),
            message.constant("platform", Platform.class),
            message.optionalConstant("deviceType", DeviceType.class, DeviceType.PHONE));
    return binder
        .register(socket, claim)
        .map(done -> Reply.of(WireMessages.deviceRegistered(socket.device().deviceId())));
  }

  Future<Reply> listPairings(DeviceSocket socket, MessageReader message) {
    String fingerprint = message.fingerprint("fingerprint");
    return binder
        .bind(socket, fingerprint)
        .compose(bound -> bus.request(new ListPairings(fingerprint)))
        .map(pairings -> Reply.of(WireMessages.pairings(pairings)));
  }
}
