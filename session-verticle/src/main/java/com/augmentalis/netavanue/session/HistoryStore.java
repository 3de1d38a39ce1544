package com.augmentalis.netavanue.session;

import io.vertx.core.Future;
import java.util.List;

/** The lasting record of sessions and who was in them. */
public interface HistoryStore {

  /**
   * What is known of a session.
   *
   * @param session its record
   * @param stays stays in it, each at most once; not necessarily all
   */
  record Entry(SessionRecord session, List<Stay> stays) {}

  /**
   * Writes entries, all or none. It may be repeated, and an older version never overwrites a newer.
   * Fails with a {@link com.augmentalis.netavanue.contract.ServiceException} when it can be tried
   * again later, and with anything else when an entry can never be written.
   */
  Future<Void> write(List<Entry> entries);
}
