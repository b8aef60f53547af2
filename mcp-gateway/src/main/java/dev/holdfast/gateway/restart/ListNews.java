package dev.holdfast.gateway.restart;

import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.holdfast.gateway.protocol.JsonRpc;
import dev.holdfast.gateway.protocol.Message;
import dev.holdfast.gateway.session.OpenedSession;
import dev.holdfast.gateway.upstream.Answer;
import dev.holdfast.gateway.upstream.Call;
import dev.holdfast.gateway.upstream.Reply;
import dev.holdfast.gateway.upstream.UpstreamUnavailableException;
import io.micrometer.core.instrument.MeterRegistry;
import jakarta.inject.Singleton;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Collectors;

/**
 * Finds out which of a server's lists are others than the client has seen, after another session
 * was opened in place of a lost one. What cannot be found out may have changed.
 */
@Singleton
final class ListNews {

  // Who has more pages than this is told of as changed.
  private static final int PAGES = 20;

  private enum Change {
    CHANGED,
    SAME,
    UNKNOWN
  }

  private final PatientUpstream upstream;
  private final Listings listings;
  private final MeterRegistry metrics;

  ListNews(PatientUpstream upstream, Listings listings, MeterRegistry metrics) {
    this.upstream = upstream;
    this.listings = listings;
    this.metrics = metrics;
  }

  /**
   * The events that make the client look again at the lists that may have changed. They are for one
   * stream only, so later ones get none.
   *
   * @param occasion any call in the fresh session, for its caller and credential
   */
  byte[] of(Call occasion, OpenedSession session, FreshSession fresh) throws InterruptedException {
    StringBuilder events = new StringBuilder();
    for (String list : fresh.untold()) {
      Change change = change(occasion.in(fresh.upstreamId()), session, list);
      metrics
          .counter(
              "holdfast.gateway.session.lists",
              "server",
              occasion.server().name(),
              "outcome",
              change.name())
          .increment();
      if (change != Change.SAME) {
        events.append(changed(list));
      }
    }
    return events.toString().getBytes(StandardCharsets.UTF_8);
  }

  private Change change(Call call, OpenedSession session, String list) throws InterruptedException {
    Map<String, Listing> seen =
        Listings.METHODS.getOrDefault(list, List.of()).stream()
            .flatMap(
                method ->
                    listings.seen(session, method).map(one -> Map.entry(method, one)).stream())
            .collect(Collectors.toMap(Map.Entry::getKey, Map.Entry::getValue));
    if (seen.isEmpty()) {
      return Change.UNKNOWN;
    }
    for (var one : seen.entrySet()) {
      Optional<Listing> now = now(call, one.getKey());
      if (now.isEmpty()) {
        return Change.UNKNOWN;
      }
      if (!now.get().isSameAs(one.getValue())) {
        return Change.CHANGED;
      }
    }
    return Change.SAME;
  }

  /** The whole list as the server tells it now; empty if it does not. */
  private Optional<Listing> now(Call call, String method) throws InterruptedException {
    Listing listing = Listing.NONE;
    for (int page = 0; page < PAGES; page++) {
      Optional<ObjectNode> result = ask(call, method, Optional.ofNullable(listing.next()));
      if (result.isEmpty()) {
        return Optional.empty();
      }
      listing = Listings.with(listing, method, result.get());
      if (listing.isWhole()) {
        return Optional.of(listing);
      }
    }
    return Optional.empty();
  }

  private Optional<ObjectNode> ask(Call call, String method, Optional<String> cursor)
      throws InterruptedException {
    ObjectNode request =
        JsonRpc.object().put("jsonrpc", "2.0").put("id", "holdfast").put("method", method);
    ObjectNode params = request.putObject("params");
    cursor.ifPresent(at -> params.put("cursor", at));
    try {
      Answer answer = upstream.send(Initialization.post(call, request.toString()), true);
      return Reply.in(answer)
          .map(Message::json)
          .map(reply -> reply.path("result"))
          .filter(ObjectNode.class::isInstance)
          .map(ObjectNode.class::cast);
    } catch (UpstreamUnavailableException e) {
      return Optional.empty();
    }
  }

  private static String changed(String list) {
    return "event: message\ndata: {\"jsonrpc\":\"2.0\",\"method\":\"notifications/%s/list_changed\"}\n\n"
        .formatted(list);
  }
}
