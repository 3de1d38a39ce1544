package com.augmentalis.netavanue.bench.load;

import java.util.List;

/** Decides when each member sends. Event loop only. */
interface Driver {
  /** Takes over the sockets, and the offers, one per member in the same order; begins to send. */
  void start(List<Member> members, List<Offer> offers);

  /** Sends nothing more than what is due. */
  Void stop();

  /** True when nothing will be sent any more. */
  boolean isFinished();

  /** Frees the offers, once nothing is under way. */
  void release();
}
