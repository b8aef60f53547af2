package dev.holdfast.gateway.proxy.http;

import dev.holdfast.gateway.protocol.Message;
import dev.holdfast.gateway.session.OpenedSession;
import dev.holdfast.gateway.upstream.Answer;
import dev.holdfast.gateway.upstream.Call;
import org.jspecify.annotations.Nullable;

/** What becomes of a request that was not refused. */
public sealed interface Admitted {

  /** The gateway answers it itself. */
  record Answered(Answer answer) implements Admitted {}

  /**
   * It goes to the server.
   *
   * @param session it belongs to; null if to none
   */
  record Passed(Call call, Message message, @Nullable OpenedSession session) implements Admitted {}
}
