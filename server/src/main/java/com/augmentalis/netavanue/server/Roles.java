package com.augmentalis.netavanue.server;

import com.augmentalis.netavanue.server.role.Role;
import java.util.List;

/** Every role that this program knows. */
final class Roles {
  private Roles() {}

  static List<Role> all() {
    return List.of();
  }
}
