package com.augmentalis.netavanue.server.role;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import com.augmentalis.netavanue.server.config.RoleName;
import io.vertx.core.Future;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import org.junit.jupiter.api.Test;

class RoleDeployerTest {
  private final List<String> log = new ArrayList<>();

  private Role role(RoleName name, boolean deploys, boolean undeploys) {
    return new Role() {
      @Override
      public RoleName name() {
        return name;
      }

      @Override
      public Set<Store> needs() {
        return name == RoleName.GATEWAY ? Set.of(Store.REDIS) : Set.of(Store.REDIS, Store.POSTGRES);
      }

      @Override
      public Future<RunningRole> deploy(RoleContext context) {
        log.add("deploy " + name);
        return deploys
            ? Future.succeededFuture(new Running(name, undeploys))
            : Future.failedFuture("no");
      }
    };
  }

  private final class Running implements RunningRole {
    private final RoleName name;
    private final boolean undeploys;

    Running(RoleName name, boolean undeploys) {
      this.name = name;
      this.undeploys = undeploys;
    }

    @Override
    public Future<Void> undeploy() {
      log.add("undeploy " + name);
      return undeploys ? Future.succeededFuture() : Future.failedFuture("no");
    }
  }

  @Test
  void servicesComeBeforeTheGatewayAndGoAfterIt() {
    RoleDeployer deployer =
        new RoleDeployer(
            List.of(
                role(RoleName.GATEWAY, true, true),
                role(RoleName.SESSION, true, true),
                role(RoleName.DEVICE, true, true),
                role(RoleName.TURN, true, true)),
            Set.of(RoleName.GATEWAY, RoleName.SESSION, RoleName.DEVICE));
    assertTrue(deployer.deploy(null).succeeded());
    assertTrue(deployer.undeploy().succeeded());
    assertEquals(
        List.of(
            "deploy SESSION",
            "deploy DEVICE",
            "deploy GATEWAY",
            "undeploy GATEWAY",
            "undeploy DEVICE",
            "undeploy SESSION"),
        log);
  }

  @Test
  void aRoleThatFailsStopsTheStartAndOnlyTheOthersAreUndeployed() {
    RoleDeployer deployer =
        new RoleDeployer(
            List.of(
                role(RoleName.SESSION, true, true),
                role(RoleName.DEVICE, false, true),
                role(RoleName.GATEWAY, true, true)),
            Set.of(RoleName.values()));
    assertTrue(deployer.deploy(null).failed());
    assertTrue(deployer.undeploy().succeeded());
    assertEquals(List.of("deploy SESSION", "deploy DEVICE", "undeploy SESSION"), log);
  }

  @Test
  void goesOnWhenOneCannotBeUndeployed() {
    RoleDeployer deployer =
        new RoleDeployer(
            List.of(role(RoleName.SESSION, true, true), role(RoleName.GATEWAY, true, false)),
            Set.of(RoleName.SESSION, RoleName.GATEWAY));
    assertTrue(deployer.deploy(null).succeeded());
    assertTrue(deployer.undeploy().failed());
    assertTrue(log.contains("undeploy SESSION"));
  }

  @Test
  void needsAreThoseOfTheWantedRoles() {
    List<Role> all =
        List.of(role(RoleName.SESSION, true, true), role(RoleName.GATEWAY, true, true));
    assertEquals(Set.of(Store.REDIS), new RoleDeployer(all, Set.of(RoleName.GATEWAY)).needs());
    assertEquals(Set.of(Store.values()), new RoleDeployer(all, Set.of(RoleName.values())).needs());
    assertFalse(new RoleDeployer(all, Set.of(RoleName.SESSION)).deploys(RoleName.GATEWAY));
  }
}
