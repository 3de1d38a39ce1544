package com.augmentalis.netavanue.session.redis;

import com.augmentalis.netavanue.contract.FailureCode;
import com.augmentalis.netavanue.contract.ServiceException;
import com.augmentalis.netavanue.contract.bus.ContractJson;
import com.augmentalis.netavanue.contract.session.Member;
import com.augmentalis.netavanue.contract.session.SessionEvent;
import com.augmentalis.netavanue.session.SessionChange;
import com.augmentalis.netavanue.session.SessionRecord;
import com.augmentalis.netavanue.session.Stay;
import io.vertx.redis.client.Response;
import java.util.ArrayList;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Set;

/** Reads what the scripts answer: a status alone, or {@code OK} and what the session is now. */
final class ScriptAnswer {

  private static final String OK = "OK";

  private ScriptAnswer() {}

  static boolean ok(Response answer) {
    return OK.equals(status(answer));
  }

  static String status(Response answer) {
    return answer.get(0).toString();
  }

  /**
   * Reads a change.
   *
   * @throws ServiceException when the script refused
   */
  static SessionChange change(Response answer) {
    if (!ok(answer)) {
      throw refusal(status(answer));
    }
    Set<String> gateways = new LinkedHashSet<>();
    for (Response gateway : answer.get(4)) {
      gateways.add(gateway.toString());
    }
    return new SessionChange(
        decode(answer.get(1), SessionRecord.class),
        list(answer.get(2), Member.class),
        list(answer.get(3), SessionEvent.class),
        gateways,
        list(answer.get(5), Stay.class));
  }

  private static <T> List<T> list(Response items, Class<T> type) {
    List<T> list = new ArrayList<>(items.size());
    for (Response item : items) {
      list.add(decode(item, type));
    }
    return list;
  }

  private static <T> T decode(Response item, Class<T> type) {
    return ContractJson.decode(item.toBytes(), type);
  }

  private static RuntimeException refusal(String status) {
    return switch (status) {
      case "SESSION_NOT_FOUND" -> refusal(FailureCode.SESSION_NOT_FOUND, "No such session");
      case "SESSION_ENDED" -> refusal(FailureCode.SESSION_ENDED, "The session has ended");
      case "SESSION_FULL" ->
          refusal(FailureCode.SESSION_FULL, "The session has as many participants as it may");
      case "NOT_IN_SESSION" ->
          refusal(FailureCode.NOT_IN_SESSION, "The device is not in the session");
      case "DEVICE_REPLACED" ->
          refusal(FailureCode.DEVICE_REPLACED, "The device speaks through a newer socket");
      default -> new IllegalStateException("Session script answers " + status);
    };
  }

  private static ServiceException refusal(FailureCode code, String message) {
    return new ServiceException(code, message);
  }
}
