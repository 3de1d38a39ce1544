package com.augmentalis.netavanue.device;

import com.augmentalis.netavanue.contract.FailureCode;
import com.augmentalis.netavanue.contract.ServiceException;
import com.augmentalis.netavanue.contract.bus.Done;
import com.augmentalis.netavanue.contract.device.BindDevice;
import com.augmentalis.netavanue.contract.device.BoundDevice;
import com.augmentalis.netavanue.contract.device.Capabilities;
import com.augmentalis.netavanue.contract.device.CapabilityScore;
import com.augmentalis.netavanue.contract.device.CapabilityScorer;
import com.augmentalis.netavanue.contract.device.Device;
import com.augmentalis.netavanue.contract.device.DeviceRegistered;
import com.augmentalis.netavanue.contract.device.DeviceType;
import com.augmentalis.netavanue.contract.device.RegisterDevice;
import com.augmentalis.netavanue.contract.device.ScoreCapabilities;
import com.augmentalis.netavanue.contract.device.UnbindDevice;
import io.vertx.core.Future;
import java.time.Clock;
import java.util.Objects;

/**
 * Answers the requests of {@link com.augmentalis.netavanue.contract.device}. Holds no state of its
 * own, so any number of instances answer alike.
 */
public final class DeviceService {

  private final DeviceRegistry registry;
  private final DeviceDirectory directory;
  private final CapabilityStore capabilities;
  private final DeviceEvents events;
  private final Clock clock;

  /** A service over these stores. */
  public DeviceService(
      DeviceRegistry registry,
      DeviceDirectory directory,
      CapabilityStore capabilities,
      DeviceEvents events,
      Clock clock) {
    this.registry = registry;
    this.directory = directory;
    this.capabilities = capabilities;
    this.events = events;
    this.clock = clock;
  }

  /** Registers a device and binds a socket to it. */
  public Future<BoundDevice> register(RegisterDevice request) {
    DeviceChecks.fingerprint(request.fingerprint());
    DeviceChecks.text("publicKey", request.publicKey(), DeviceChecks.MAX_PUBLIC_KEY);
    DeviceChecks.text("deviceName", request.deviceName(), DeviceChecks.MAX_DEVICE_NAME);
    DeviceChecks.present("platform", request.platform());
    DeviceChecks.socket(request.instance(), request.socketId());
    Registration registration =
        new Registration(
            request.fingerprint(),
            request.publicKey(),
            request.deviceName(),
            request.platform(),
            Objects.requireNonNullElse(request.deviceType(), DeviceType.PHONE));
    return registry
        .register(registration)
        .compose(
            known -> {
              if (!known.publicKey().equals(request.publicKey())) {
                return Future.failedFuture(
                    new ServiceException(
                        FailureCode.DEVICE_KEY_MISMATCH,
                        "The device is registered with another public key"));
              }
              if (known.created()) {
                events.registered(registered(known.device()));
              }
              return bind(known, request.instance(), request.socketId());
            });
  }

  /** Binds a socket to a device that is registered. */
  public Future<BoundDevice> bind(BindDevice request) {
    DeviceChecks.fingerprint(request.fingerprint());
    DeviceChecks.socket(request.instance(), request.socketId());
    return registry
        .find(request.fingerprint())
        .compose(
            known ->
                known.isPresent()
                    ? bind(known.get(), request.instance(), request.socketId())
                    : Future.failedFuture(
                        new ServiceException(
                            FailureCode.DEVICE_NOT_REGISTERED, "The device is not registered")));
  }

  /** Unbinds a socket that is gone, unless a newer one has taken its place. */
  public Future<Done> unbind(UnbindDevice request) {
    DeviceChecks.fingerprint(request.fingerprint());
    return directory
        .unbind(request.fingerprint(), request.epoch())
        .map(
            current -> {
              if (current) {
                registry.touch(request.fingerprint(), clock.instant());
              }
              return Done.DONE;
            });
  }

  /** Stores and scores what a device can do. */
  public Future<CapabilityScore> score(ScoreCapabilities request) {
    DeviceChecks.fingerprint(request.fingerprint());
    DeviceChecks.present("capabilities", request.capabilities());
    Capabilities claim = request.capabilities();
    int score = CapabilityScorer.score(claim);
    CapabilityStore.Snapshot snapshot =
        new CapabilityStore.Snapshot(CapabilityBounds.apply(claim), score);
    return capabilities
        .put(request.fingerprint(), snapshot)
        .map(
            stored -> {
              registry.saveCapabilities(request.fingerprint(), snapshot);
              return new CapabilityScore(score, claim.batteryLow());
            });
  }

  private Future<BoundDevice> bind(RegisteredDevice known, String instance, String socketId) {
    if (known.blocked()) {
      return Future.failedFuture(
          new ServiceException(FailureCode.DEVICE_BLOCKED, "The device is blocked"));
    }
    String fingerprint = known.device().fingerprint();
    return directory
        .bind(fingerprint, instance, socketId)
        .map(
            binding -> {
              if (!known.created()) {
                registry.touch(fingerprint, clock.instant());
              }
              return new BoundDevice(known.device(), binding.location(), binding.previous());
            });
  }

  private DeviceRegistered registered(Device device) {
    return new DeviceRegistered(
        device.deviceId(),
        device.fingerprint(),
        device.platform(),
        device.deviceType(),
        clock.millis());
  }
}
