package dev.holdfast.gateway.restart;

import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;

/** A session that was opened in place of a lost one. */
final class FreshSession {

  private final @Nullable String upstreamId;
  private final List<String> lists;
  private final AtomicBoolean told = new AtomicBoolean();

  /**
   * A session that nobody has been told of.
   *
   * @param upstreamId its id; null if the server has become one without sessions
   * @param lists what the server announces changes of: tools, prompts, resources
   */
  FreshSession(@Nullable String upstreamId, List<String> lists) {
    this.upstreamId = upstreamId;
    this.lists = lists;
  }

  @Nullable String upstreamId() {
    return upstreamId;
  }

  /** The client knows no other: there is nothing to tell. */
  FreshSession asFirst() {
    told.set(true);
    return this;
  }

  /**
   * The events that make the client look again at what the new server process offers. They are for
   * one stream only, so later ones get none.
   */
  byte[] news() {
    return told.getAndSet(true)
        ? new byte[0]
        : lists.stream()
            .map(FreshSession::changed)
            .collect(Collectors.joining())
            .getBytes(StandardCharsets.UTF_8);
  }

  private static String changed(String list) {
    return "event: message\ndata: {\"jsonrpc\":\"2.0\",\"method\":\"notifications/%s/list_changed\"}\n\n"
        .formatted(list);
  }
}
