package com.augmentalis.netavanue.session.bus;

import com.augmentalis.netavanue.contract.FailureCode;
import com.augmentalis.netavanue.contract.ServiceException;
import com.augmentalis.netavanue.contract.bus.BusClient;
import com.augmentalis.netavanue.contract.bus.ContractJson;
import com.augmentalis.netavanue.contract.license.LicenseVerdict;
import com.augmentalis.netavanue.contract.license.ValidateLicense;
import com.augmentalis.netavanue.session.license.LicenseAuthority;
import io.vertx.core.Future;
import io.vertx.core.buffer.Buffer;
import io.vertx.core.eventbus.DeliveryOptions;
import io.vertx.core.eventbus.EventBus;
import io.vertx.core.eventbus.ReplyException;
import io.vertx.core.eventbus.ReplyFailure;
import java.time.Duration;
import java.util.Optional;

/**
 * The licensing service of another team, on the bus. Unlike {@link BusClient} this tells "nobody
 * listens there" from "no answer came": only the first lets our own licences decide.
 */
public final class BusLicenseAuthority implements LicenseAuthority {

  private final EventBus eventBus;
  private final long timeoutMs;

  /**
   * @param timeout how long an answer is awaited
   */
  public BusLicenseAuthority(EventBus eventBus, Duration timeout) {
    this.eventBus = eventBus;
    this.timeoutMs = timeout.toMillis();
  }

  @Override
  public Future<Optional<LicenseVerdict>> validate(String token) {
    ValidateLicense request = new ValidateLicense(token);
    DeliveryOptions options =
        new DeliveryOptions()
            .setSendTimeout(timeoutMs)
            .addHeader(BusClient.ACTION_HEADER, ValidateLicense.class.getSimpleName());
    return eventBus
        .<Buffer>request(request.address(), ContractJson.encode(request), options)
        .map(reply -> Optional.of(ContractJson.decode(reply.body(), LicenseVerdict.class)))
        .recover(
            failure ->
                nobodyListens(failure)
                    ? Future.succeededFuture(Optional.empty())
                    : Future.failedFuture(
                        new ServiceException(
                            FailureCode.UNAVAILABLE, "The licensing service does not answer")));
  }

  private static boolean nobodyListens(Throwable failure) {
    return failure instanceof ReplyException reply
        && reply.failureType() == ReplyFailure.NO_HANDLERS;
  }
}
