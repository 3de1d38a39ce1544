package com.augmentalis.netavanue.pairing;

import com.augmentalis.netavanue.contract.FailureCode;
import com.augmentalis.netavanue.contract.ServiceException;
import com.augmentalis.netavanue.contract.pairing.ListPairings;
import com.augmentalis.netavanue.contract.pairing.PairingList;
import io.vertx.core.Future;
import java.util.regex.Pattern;

/** Answers the requests of {@link com.augmentalis.netavanue.contract.pairing}. */
public final class PairingService {

  private static final Pattern FINGERPRINT = Pattern.compile("[0-9a-f]{64}");

  private final PairingStore pairings;

  /** A service over this store. */
  public PairingService(PairingStore pairings) {
    this.pairings = pairings;
  }

  /** Lists the active pairings of a device. */
  public Future<PairingList> list(ListPairings request) {
    if (request.fingerprint() == null || !FINGERPRINT.matcher(request.fingerprint()).matches()) {
      throw new ServiceException(
          FailureCode.INVALID_MESSAGE, "fingerprint must be 64 lower-case hex characters");
    }
    return pairings.active(request.fingerprint()).map(PairingList::new);
  }
}
