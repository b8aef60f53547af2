package dev.holdfast.gateway.restart;

import java.util.List;
import java.util.concurrent.atomic.AtomicBoolean;
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

  /** The lists of which the client has to be told something: once, and never again. */
  List<String> untold() {
    return told.getAndSet(true) ? List.of() : lists;
  }
}
