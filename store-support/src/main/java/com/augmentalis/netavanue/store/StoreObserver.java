package com.augmentalis.netavanue.store;

/**
 * Told of every exchange with a store, so that an operator or a test can count them. Called on the
 * store's event loop; must return at once and not throw.
 */
@FunctionalInterface
public interface StoreObserver {

  /** Looks away. */
  StoreObserver NONE = commands -> {};

  /**
   * A request goes out for which a caller waits one round trip.
   *
   * @param commands how many commands or statements it holds
   */
  void roundTrip(int commands);
}
