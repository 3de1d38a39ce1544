package com.augmentalis.netavanue.contract.bus;

/** The reply of a request that has nothing to tell but that it was carried out. */
public record Done() {

  /** The one value. */
  public static final Done DONE = new Done();
}
