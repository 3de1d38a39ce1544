package com.augmentalis.netavanue.contract.bus;

/**
 * A request that a service answers over the event bus. Its action, which names it on the wire, is
 * the simple name of the record.
 *
 * @param <R> the reply
 */
public interface BusRequest<R> {

  /** The address of the service that answers it. */
  String address();

  /** The class of the reply. */
  Class<R> replyType();
}
