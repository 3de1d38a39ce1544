package com.augmentalis.netavanue.gateway;

import com.augmentalis.netavanue.contract.session.SessionEvent;
import com.augmentalis.netavanue.contract.session.SessionState;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;

/**
 * The views of the sessions that this instance's sockets are in.
 *
 * <p>Events can overtake the reply of the join that they belong to. While joins are under way,
 * events of sessions without a view are kept for a moment and handed to the view when it appears.
 */
final class SessionViews {

  /** Early events kept; a join whose events were pushed out of here sees a gap and asks. */
  private static final int EARLY_EVENTS = 1_024;

  private final Map<String, SessionView> views = new HashMap<>();
  private final ArrayDeque<SessionEvent> early = new ArrayDeque<>();
  private int joinsUnderWay;

  /** The view of a session, or null when no socket of this instance is in it. */
  SessionView get(String sessionId) {
    return views.get(sessionId);
  }

  int size() {
    return views.size();
  }

  /** Tells that a join was sent; {@link #joinEnded} must follow. */
  void joinStarted() {
    joinsUnderWay++;
  }

  /** Tells that a join was answered, after its view was made. */
  void joinEnded() {
    joinsUnderWay--;
    if (joinsUnderWay == 0) {
      early.clear();
    }
  }

  /** Keeps an event of a session without a view while a join is under way. */
  void keepEarly(SessionEvent event) {
    if (joinsUnderWay > 0) {
      if (early.size() == EARLY_EVENTS) {
        early.poll();
      }
      early.add(event);
    }
  }

  /** The view of a session that a socket just entered, made or brought up to date. */
  SessionView enter(SessionState state) {
    SessionView view = views.get(state.sessionId());
    if (view == null) {
      view = new SessionView(state);
      views.put(state.sessionId(), view);
    } else {
      view.adopt(state);
    }
    return view;
  }

  /** Takes out the early events of a session, in the order in which they came. */
  List<SessionEvent> takeEarly(String sessionId) {
    if (early.isEmpty()) {
      return List.of();
    }
    List<SessionEvent> taken = new ArrayList<>();
    early.removeIf(event -> event.sessionId().equals(sessionId) && taken.add(event));
    return taken;
  }

  /** Forgets a session when none of this instance's sockets is in it any more. */
  void dropIfEmpty(SessionView view) {
    if (view.locals().isEmpty() && views.remove(view.sessionId(), view)) {
      // A join under way may have been decided before them, and makes a view of its own.
      view.recent().forEach(this::keepEarly);
    }
  }
}
