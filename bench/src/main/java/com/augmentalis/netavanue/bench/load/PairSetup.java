package com.augmentalis.netavanue.bench.load;

import com.augmentalis.netavanue.bench.client.Connector;
import com.augmentalis.netavanue.bench.client.Target;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import java.io.IOException;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.random.RandomGenerator;

/** Brings two devices into one session. */
final class PairSetup {
  private static final String NO_SESSION = "00000000-0000-4000-8000-000000000000";

  private final Connector connector;
  private final Target target;
  private final Profile profile;
  private final String licenseToken;
  private final RandomGenerator random;

  PairSetup(
      Connector connector,
      Target target,
      Profile profile,
      String licenseToken,
      RandomGenerator random) {
    this.connector = connector;
    this.target = target;
    this.profile = profile;
    this.licenseToken = licenseToken;
    this.random = random;
  }

  /** Connects and joins one pair. Call it on the event loop, where its future completes too. */
  CompletableFuture<List<Member>> open() {
    Device first = Device.random(random);
    Device second = Device.random(random);
    return RequestClient.connect(connector, target, "")
        .thenCompose(
            a ->
                RequestClient.connect(connector, target, "")
                    .thenCompose(
                        b ->
                            enter(a, first, b, second)
                                .thenApply(
                                    session ->
                                        List.of(
                                            new Member(a, first, session, second.fingerprint()),
                                            new Member(b, second, session, first.fingerprint())))));
  }

  /** Ends the pair's session and closes its sockets; completes when both are gone. */
  CompletableFuture<Void> close(Member first, Member second) {
    // Whatever became of the session, the sockets are to go.
    return leave(first)
        .handle((left, failure) -> left)
        .thenCompose(
            left -> {
              first.client().socket().disconnect();
              second.client().socket().disconnect();
              return CompletableFuture.allOf(first.client().closed(), second.client().closed());
            });
  }

  private CompletableFuture<JsonNode> leave(Member host) {
    if (profile == Profile.SIMPLE) {
      return CompletableFuture.completedFuture(null);
    }
    return host.client()
        .request("LEAVE_SESSION", Requests.leaveSession(host.device(), host.sessionId()));
  }

  private CompletableFuture<String> enter(
      RequestClient a, Device first, RequestClient b, Device second) {
    if (profile == Profile.SIMPLE) {
      return registerSimply(a, first)
          .thenCompose(done -> registerSimply(b, second))
          .thenApply(done -> NO_SESSION);
    }
    return a.request("CREATE_SESSION", Requests.createSession(first, licenseToken))
        .thenCompose(
            created -> {
              String sessionId = created.path("sessionId").asText();
              String inviteCode = created.path("inviteCode").asText();
              if (sessionId.isEmpty() || inviteCode.isEmpty()) {
                return CompletableFuture.failedFuture(
                    new IOException(
                        "CREATE_SESSION answered without sessionId or inviteCode: " + created));
              }
              return b.request("JOIN_SESSION", Requests.joinSession(second, inviteCode))
                  .thenApply(joined -> sessionId);
            });
  }

  private static CompletableFuture<JsonNode> registerSimply(RequestClient client, Device device) {
    return client.request(
        "REGISTER", JsonNodeFactory.instance.objectNode().put("fingerprint", device.fingerprint()));
  }
}
