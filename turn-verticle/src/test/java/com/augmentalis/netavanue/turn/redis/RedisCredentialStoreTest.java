package com.augmentalis.netavanue.turn.redis;

import static com.augmentalis.netavanue.store.Await.await;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import com.augmentalis.netavanue.contract.LicenseTier;
import com.augmentalis.netavanue.store.EmbeddedRedisExtension;
import com.augmentalis.netavanue.store.RedisStore;
import com.augmentalis.netavanue.turn.CredentialStore;
import com.augmentalis.netavanue.turn.CredentialStoreContract;
import io.vertx.core.Vertx;
import io.vertx.redis.client.Command;
import io.vertx.redis.client.Request;
import java.time.Duration;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;

class RedisCredentialStoreTest extends CredentialStoreContract {

  @RegisterExtension static final EmbeddedRedisExtension REDIS = new EmbeddedRedisExtension();

  private final Vertx vertx = Vertx.vertx();

  @BeforeEach
  void flush() {
    REDIS.flush();
  }

  @AfterEach
  void close() throws Exception {
    await(vertx.close());
  }

  @Override
  protected CredentialStore store() throws Exception {
    return new RedisCredentialStore(await(RedisStore.open(vertx, REDIS.options())));
  }

  @Test
  void lastsAsLongAsTheCredentialAndHoldsNoPassword() throws Exception {
    RedisStore redis = await(RedisStore.open(vertx, REDIS.options()));
    CredentialStore.Grant grant = new CredentialStore.Grant("s", "f", LicenseTier.PRO);
    assertTrue(
        await(new RedisCredentialStore(redis).claim("3:f", grant, Duration.ofSeconds(3_601))));
    int ttl = await(redis.send(Request.cmd(Command.TTL).arg("turn:credential:{3:f}"))).toInteger();
    assertTrue(ttl == 3_600 || ttl == 3_601, () -> "TTL " + ttl);
    String json =
        await(redis.send(Request.cmd(Command.GET).arg("turn:credential:{3:f}"))).toString();
    assertFalse(json.contains("password"), json);
  }
}
