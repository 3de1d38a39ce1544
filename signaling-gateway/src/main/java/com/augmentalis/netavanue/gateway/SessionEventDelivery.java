package com.augmentalis.netavanue.gateway;

import com.augmentalis.netavanue.codec.json.JsonSlice;
import com.augmentalis.netavanue.contract.FailureCode;
import com.augmentalis.netavanue.contract.ServiceException;
import com.augmentalis.netavanue.contract.bus.BusClient;
import com.augmentalis.netavanue.contract.session.FetchEvents;
import com.augmentalis.netavanue.contract.session.FetchSession;
import com.augmentalis.netavanue.contract.session.ParticipantRole;
import com.augmentalis.netavanue.contract.session.SessionEvent;
import com.augmentalis.netavanue.contract.session.SessionEvents;
import com.augmentalis.netavanue.contract.session.SessionState;
import io.vertx.core.Future;
import io.vertx.core.Vertx;
import java.util.HashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Brings the events of sessions to this instance's sockets, each once and in order, and keeps the
 * views current by them. A missing event is asked for.
 */
final class SessionEventDelivery {

  private static final Logger LOG = LoggerFactory.getLogger(SessionEventDelivery.class);

  /** Events of several service instances may cross; a real loss is still there after this. */
  private static final long GAP_PATIENCE_MS = 20;

  /** How soon missed events are asked for again when the service could not be reached. */
  private static final long RETRY_MS = 500;

  private final Vertx vertx;
  private final BusClient bus;
  private final SessionViews views;
  private final Set<String> repairing = new HashSet<>();

  SessionEventDelivery(Vertx vertx, BusClient bus, SessionViews views) {
    this.vertx = vertx;
    this.bus = bus;
    this.views = views;
  }

  /** Takes in what the session service sent. */
  void accept(SessionEvents events) {
    SessionView view = views.get(events.sessionId());
    if (view == null) {
      events.events().forEach(views::keepEarly);
      return;
    }
    acceptAll(view, events.events());
  }

  /**
   * Puts a socket into a session, after its ack has been sent: it gets every event after the
   * version that the ack told.
   */
  void enter(DeviceSocket socket, SessionState state) {
    SessionView view = views.enter(state);
    SessionView.LocalMember before = view.local(socket.fingerprint());
    if (before != null) {
      before.socket().leave(view);
    }
    socket.enter(view);
    for (SessionEvent missed : view.addLocal(socket, state.version())) {
      pushTo(view, view.local(socket.fingerprint()), missed, WireMessages.push(missed));
    }
    acceptAll(view, views.takeEarly(state.sessionId()));
  }

  /**
   * Takes a socket out of a session that its device has left. A host stays until SESSION_ENDED,
   * which it is told too.
   */
  void leave(DeviceSocket socket, String sessionId) {
    SessionView view = views.get(sessionId);
    if (view != null && !socket.fingerprint().equals(view.hostFingerprint())) {
      view.removeSeat(socket.fingerprint());
      view.removeLocal(socket);
      socket.leave(view);
      views.dropIfEmpty(view);
    }
  }

  private void acceptAll(SessionView view, List<SessionEvent> events) {
    for (SessionEvent event : events) {
      view.accept(event).forEach(ready -> push(view, ready));
    }
    if (view.hasGap()) {
      repair(view, GAP_PATIENCE_MS);
    }
  }

  private void push(SessionView view, SessionEvent event) {
    Optional<JsonSlice> message = WireMessages.push(event);
    for (SessionView.LocalMember member : List.copyOf(view.locals())) {
      pushTo(view, member, event, message);
    }
    views.dropIfEmpty(view);
  }

  private void pushTo(
      SessionView view,
      SessionView.LocalMember member,
      SessionEvent event,
      Optional<JsonSlice> message) {
    if (event.version() <= member.floor()) {
      return;
    }
    DeviceSocket socket = member.socket();
    if (message.isPresent() && concerns(event, socket.fingerprint())) {
      socket.socket().emitJson("message", message.get());
    }
    if (isOver(view, event, socket.fingerprint())) {
      view.removeLocal(socket);
      socket.leave(view);
    }
  }

  /** Who is told what: PROTOCOL sections 3 and 8.8. */
  private static boolean concerns(SessionEvent event, String fingerprint) {
    if (event instanceof SessionEvent.ParticipantJoined joined) {
      return !joined.participant().fingerprint().equals(fingerprint);
    }
    if (event instanceof SessionEvent.ParticipantLeft left) {
      return !left.fingerprint().equals(fingerprint);
    }
    if (event instanceof SessionEvent.PeerDisconnected away) {
      return !away.fingerprint().equals(fingerprint);
    }
    if (event instanceof SessionEvent.PeerReconnected back) {
      return !back.fingerprint().equals(fingerprint);
    }
    if (event instanceof SessionEvent.RoleChanged changed) {
      return changed.oldRole() == ParticipantRole.HUB
          || changed.newRole() == ParticipantRole.HUB
          || changed.fingerprint().equals(fingerprint);
    }
    return true;
  }

  /** Whether a socket's part in the session ends here; a leaving host stays for SESSION_ENDED. */
  private static boolean isOver(SessionView view, SessionEvent event, String fingerprint) {
    if (event instanceof SessionEvent.ParticipantLeft left) {
      return left.fingerprint().equals(fingerprint) && !fingerprint.equals(view.hostFingerprint());
    }
    return event instanceof SessionEvent.SessionEnded;
  }

  private void repair(SessionView view, long delayMs) {
    if (!repairing.add(view.sessionId())) {
      return;
    }
    vertx
        .timer(delayMs)
        .compose(tick -> view.hasGap() ? fetchMissing(view) : Future.succeededFuture())
        .onComplete(
            done -> {
              repairing.remove(view.sessionId());
              if (done.failed()) {
                notRepaired(view, done.cause());
              }
            });
  }

  private void notRepaired(SessionView view, Throwable failure) {
    boolean unreachable =
        failure instanceof ServiceException refused && refused.code() == FailureCode.UNAVAILABLE;
    if (!unreachable) {
      LOG.warn("Missed events of session {}", view.sessionId(), failure);
    } else if (views.get(view.sessionId()) == view) {
      // Nobody may say anything in this session for long, so that no event would remind us.
      repair(view, RETRY_MS);
    }
  }

  private Future<Void> fetchMissing(SessionView view) {
    return bus.request(new FetchEvents(view.sessionId(), view.eventVersion()))
        .compose(
            missing -> {
              for (SessionEvent event : missing.events()) {
                view.accept(event).forEach(ready -> push(view, ready));
              }
              return view.hasGap() ? skipMissing(view) : Future.succeededFuture();
            });
  }

  /** The log no longer holds what was missed: go on from how things stand. */
  private Future<Void> skipMissing(SessionView view) {
    return bus.request(new FetchSession(view.sessionId()))
        .map(
            state -> {
              view.skipTo(state).forEach(ready -> push(view, ready));
              return null;
            });
  }
}
