package com.augmentalis.netavanue.server.role;

import com.augmentalis.netavanue.server.config.RoleName;
import io.vertx.core.Future;
import java.util.ArrayDeque;
import java.util.Comparator;
import java.util.Deque;
import java.util.EnumSet;
import java.util.List;
import java.util.Set;
import java.util.stream.Collectors;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Deploys the configured roles one after another, services before the gateway, so that the first
 * client meets a whole system; undeploys them the other way round. Used from one thread at a time.
 */
public final class RoleDeployer {
  private static final Logger LOG = LoggerFactory.getLogger(RoleDeployer.class);

  private final List<Role> roles;
  private final Deque<Deployed> deployed = new ArrayDeque<>();

  private record Deployed(RoleName name, RunningRole role) {}

  /**
   * Creates a deployer.
   *
   * @param available every role that this program knows
   * @param wanted the roles of this process, at least one; those that are not available are named
   *     in the log
   */
  public RoleDeployer(List<Role> available, Set<RoleName> wanted) {
    this.roles =
        available.stream()
            .filter(role -> wanted.contains(role.name()))
            .sorted(Comparator.comparing(role -> role.name() == RoleName.GATEWAY))
            .toList();
    Set<RoleName> missing = EnumSet.copyOf(wanted);
    roles.forEach(role -> missing.remove(role.name()));
    if (!missing.isEmpty()) {
      LOG.warn("this build does not hold the roles {}", missing);
    }
  }

  /** Whether a role is among those that this object deploys. */
  public boolean deploys(RoleName name) {
    return roles.stream().anyMatch(role -> role.name() == name);
  }

  /** The stores that the roles of this process need. */
  public Set<Store> needs() {
    return roles.stream().flatMap(role -> role.needs().stream()).collect(Collectors.toSet());
  }

  /**
   * Deploys all roles; stops at the first one that fails, leaving the others to {@link #undeploy}.
   */
  public Future<Void> deploy(RoleContext context) {
    Future<Void> chain = Future.succeededFuture();
    for (Role role : roles) {
      chain =
          chain
              .compose(done -> role.deploy(context))
              .map(
                  running -> {
                    deployed.push(new Deployed(role.name(), running));
                    LOG.debug("deployed {}", role.name());
                    return null;
                  });
    }
    return chain;
  }

  /** Undeploys all roles, last deployed first. Goes on when one fails, and fails in the end. */
  public Future<Void> undeploy() {
    Future<Void> chain = Future.succeededFuture();
    while (!deployed.isEmpty()) {
      Deployed next = deployed.pop();
      chain =
          chain.transform(
              before ->
                  next.role()
                      .undeploy()
                      .compose(
                          done ->
                              before.succeeded()
                                  ? Future.succeededFuture()
                                  : Future.failedFuture(before.cause())));
    }
    return chain;
  }
}
