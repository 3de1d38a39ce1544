package com.augmentalis.netavanue.gateway;

import com.augmentalis.netavanue.codec.json.JsonSource;
import com.augmentalis.netavanue.contract.device.BoundDevice;
import com.augmentalis.netavanue.contract.device.Device;
import com.augmentalis.netavanue.contract.device.DeviceType;
import com.augmentalis.netavanue.contract.device.Platform;
import com.augmentalis.netavanue.contract.device.SocketLocation;
import com.augmentalis.netavanue.socketio.SocketIoSocket;
import io.vertx.core.buffer.Buffer;
import io.vertx.core.json.JsonObject;
import java.lang.reflect.Proxy;
import java.util.ArrayList;
import java.util.List;

/** Records what is pushed to a socket. */
final class RecordingSocket {

  final List<JsonObject> pushes = new ArrayList<>();
  final DeviceSocket device;

  RecordingSocket(String fingerprint) {
    SocketIoSocket socket =
        (SocketIoSocket)
            Proxy.newProxyInstance(
                SocketIoSocket.class.getClassLoader(),
                new Class<?>[] {SocketIoSocket.class},
                (proxy, method, args) -> {
                  if (method.getName().equals("emitJson") && args[0].equals("message")) {
                    JsonSource push = ((JsonSource[]) args[1])[0];
                    pushes.add(new JsonObject(Buffer.buffer(push.bytes().copy())));
                    return null;
                  }
                  throw new AssertionError("unexpected call of " + method);
                });
    device = new DeviceSocket(socket, GatewayLimits.DEFAULT, false, 0);
    device.bind(
        new BoundDevice(
            new Device(
                "id-" + fingerprint,
                null,
                fingerprint,
                fingerprint,
                Platform.WEB,
                DeviceType.DESKTOP),
            new SocketLocation("here", "socket-" + fingerprint, 1),
            null));
  }

  List<String> types() {
    return pushes.stream().map(push -> push.getString("type")).toList();
  }

  List<Long> versions() {
    return pushes.stream().map(push -> push.getLong("version")).toList();
  }
}
