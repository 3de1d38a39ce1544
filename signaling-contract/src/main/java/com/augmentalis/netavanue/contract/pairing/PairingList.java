package com.augmentalis.netavanue.contract.pairing;

import java.util.List;

/**
 * The active pairings of a device, oldest first.
 *
 * @param pairings never null
 */
public record PairingList(List<Pairing> pairings) {

  public PairingList {
    pairings = List.copyOf(pairings);
  }
}
