package com.augmentalis.netavanue.turn.redis;

import com.augmentalis.netavanue.contract.bus.ContractJson;
import com.augmentalis.netavanue.store.RedisStore;
import com.augmentalis.netavanue.turn.CredentialStore;
import io.vertx.core.Future;
import io.vertx.redis.client.Command;
import io.vertx.redis.client.Request;
import java.time.Duration;
import java.util.Optional;

/**
 * {@link CredentialStore} in Redis: {@code turn:credential:{username}}, JSON. The password is not
 * there: who has the secret can compute it, and nobody else should.
 */
public final class RedisCredentialStore implements CredentialStore {

  private final RedisStore store;

  /** Credentials in this store. */
  public RedisCredentialStore(RedisStore store) {
    this.store = store;
  }

  @Override
  public Future<Boolean> claim(String username, Grant grant, Duration ttl) {
    return store
        .send(
            Request.cmd(Command.SET)
                .arg(key(username))
                .arg(ContractJson.encode(grant))
                .arg("NX")
                .arg("EX")
                .arg(ttl.toSeconds()))
        .map(reply -> reply != null);
  }

  @Override
  public Future<Optional<Grant>> find(String username) {
    return store
        .send(Request.cmd(Command.GET).arg(key(username)))
        .map(
            reply ->
                reply == null
                    ? Optional.empty()
                    : Optional.of(ContractJson.decode(reply.toBytes(), Grant.class)));
  }

  private static String key(String username) {
    return "turn:credential:{" + username + '}';
  }
}
