package com.augmentalis.netavanue.server;

import com.augmentalis.netavanue.server.role.DeviceRole;
import com.augmentalis.netavanue.server.role.GatewayRole;
import com.augmentalis.netavanue.server.role.PairingRole;
import com.augmentalis.netavanue.server.role.Role;
import com.augmentalis.netavanue.server.role.SessionRole;
import com.augmentalis.netavanue.server.role.TurnRole;
import java.util.List;

/** Every role that this program knows. */
final class Roles {
  private Roles() {}

  static List<Role> all() {
    return List.of(
        new DeviceRole(), new SessionRole(), new TurnRole(), new PairingRole(), new GatewayRole());
  }
}
