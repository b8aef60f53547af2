package dev.holdfast.gateway.proxy.netty;

import static java.util.Objects.requireNonNull;

import dev.holdfast.gateway.guard.Turn;
import dev.holdfast.gateway.protocol.Era;
import dev.holdfast.gateway.proxy.http.ToolCalls;
import dev.holdfast.gateway.revocation.OpenStream;
import dev.holdfast.gateway.session.OpenedSession;
import dev.holdfast.gateway.upstream.Attempt;
import dev.holdfast.gateway.upstream.Call;
import dev.holdfast.gateway.upstream.UpstreamUnavailableException;
import dev.holdfast.gateway.upstream.netty.Exchange;
import dev.holdfast.gateway.upstream.netty.Receiver;
import io.netty.buffer.ByteBufUtil;
import io.netty.channel.ChannelHandlerContext;
import io.netty.handler.codec.http.DefaultLastHttpContent;
import io.netty.handler.codec.http.HttpContent;
import io.netty.handler.codec.http.HttpResponse;
import io.netty.handler.codec.http.HttpStatusClass;
import io.netty.handler.codec.http.LastHttpContent;
import org.jspecify.annotations.Nullable;

/** One call on the short way, and its answer. */
final class Passage implements Receiver {

  private final Passages passages;
  private final Shortcut shortcut;
  private final ChannelHandlerContext client;
  private final Call call;
  private final Turn turn;
  private final PassageTrace trace;
  private final boolean keepAlive;
  private final long begin = System.nanoTime();
  private ToolCalls.@Nullable Watch watch;
  private @Nullable Exchange exchange;
  private @Nullable Unusual unusual;
  private @Nullable OpenStream stream;
  private @Nullable Pulse pulse;
  private boolean answering;
  private boolean clientLeft;

  Passage(
      Passages passages,
      Shortcut shortcut,
      ChannelHandlerContext client,
      boolean keepAlive,
      Call call,
      Turn turn,
      ToolCalls.@Nullable Watch watch,
      PassageTrace trace) {
    this.passages = passages;
    this.shortcut = shortcut;
    this.client = client;
    this.call = call;
    this.turn = turn;
    this.watch = watch;
    this.trace = trace;
    this.keepAlive = keepAlive;
  }

  /**
   * Lets it end with its caller's token or session, from before it is sent until it is over; false
   * if one of them has ended already.
   */
  boolean register(@Nullable OpenedSession session) {
    stream =
        passages
            .cuts()
            .open(call, session, () -> client.executor().execute(this::cut))
            .orElse(null);
    boolean over = isCut();
    if (over) {
      close();
    }
    return !over;
  }

  void sent(Exchange sending) {
    exchange = sending;
  }

  /** It cannot be sent. */
  void leave() {
    close();
    turn.leave();
  }

  /** Reads no more from the server until the client has caught up. */
  void hold(boolean held) {
    exchange().hold(held);
  }

  /** The client hung up. */
  void clientLeft() {
    clientLeft = true;
    if (pulse != null) {
      pulse.stop();
    }
    if (watch != null) {
      watch.abandoned();
      watch = null;
    }
    trace.end();
    // MCP 2026-07-28, Cancellation: who hangs up has cancelled; MCP 2025-11-25: has not.
    if (call.era() == Era.LEGACY && unusual == null && !isCut()) {
      exchange().hold(false);
      exchange().endWithin(passages.settings().linger());
    } else {
      abort();
    }
  }

  @Override
  public void head(HttpResponse head) {
    int status = head.status().code();
    if (head.status().codeClass() != HttpStatusClass.SUCCESS && !clientLeft) {
      unusual = new Unusual(head);
      exchange().endWithin(Unusual.PATIENCE);
      return;
    }
    if (isCut()) {
      // It ends in a moment, before a byte of it has passed.
      return;
    }
    answering = true;
    turn.answered(status);
    trace.answered(status);
    passages.times().answered(call.server(), status, System.nanoTime() - begin);
    if (clientLeft) {
      exchange().endWithin(passages.settings().linger());
      return;
    }
    var _ = client.write(response(head), client.voidPromise());
  }

  @Override
  public void piece(HttpContent piece) {
    if (clientLeft || isCut()) {
      if (piece instanceof LastHttpContent && !isCut()) {
        close();
      }
      piece.release();
    } else if (unusual != null) {
      collect(unusual, piece);
    } else {
      pass(piece);
    }
  }

  /** What takes longer than one read is a stream, which is kept alive. */
  @Override
  public void pause() {
    if (!answering || clientLeft) {
      return;
    }
    client.flush();
    if (pulse != null) {
      pulse.start(client, passages.settings().keepAlive());
    }
  }

  @Override
  public void failed(UpstreamUnavailableException failure) {
    if (isCut()) {
      // It ends in a moment.
      return;
    }
    close();
    if (clientLeft) {
      if (!answering) {
        turn.leave();
      }
    } else if (answering) {
      if (watch != null) {
        watch.broken();
      }
      trace.fail(failure);
      shortcut.broken(client);
    } else {
      turn.leave();
      passages.times().unavailable(call.server(), System.nanoTime() - begin);
      trace.exchange().failed(failure);
      takeLongWay(new Attempt.Failed(call.upstreamSession(), failure));
    }
  }

  private void pass(HttpContent piece) {
    if (pulse != null) {
      pulse.passed(piece.content());
    }
    if (watch != null) {
      watch.add(ByteBufUtil.getBytes(piece.content()));
    }
    if (!(piece instanceof LastHttpContent last)) {
      var _ = client.write(piece, client.voidPromise());
      return;
    }
    close();
    if (watch != null) {
      watch.complete();
    }
    trace.end();
    // Trailers are for the gateway.
    var _ =
        client.writeAndFlush(
            last.trailingHeaders().isEmpty() ? last : new DefaultLastHttpContent(last.content()),
            client.voidPromise());
    shortcut.passed(client, !keepAlive);
  }

  private void collect(Unusual answer, HttpContent piece) {
    boolean fits = answer.add(piece);
    if (!fits) {
      abort();
      takeLongWay(new Attempt.Failed(call.upstreamSession(), answer.tooLong()));
    } else if (piece instanceof LastHttpContent) {
      leave();
      passages.times().answered(call.server(), answer.status(), System.nanoTime() - begin);
      trace.answered(answer.status());
      takeLongWay(new Attempt.Answered(call.upstreamSession(), answer.whole()));
    }
  }

  private void takeLongWay(Attempt made) {
    shortcut.takeLongWay(client, made, trace);
  }

  /** Revoked: nothing more of it is for the client, and it is not read on for anybody. */
  private void cut() {
    if (stream == null) {
      return;
    }
    boolean events = pulse != null;
    abort();
    if (watch != null) {
      watch.cut();
    }
    if (clientLeft) {
      return;
    }
    if (!answering) {
      shortcut.takeLongWayCut(client, trace);
      return;
    }
    trace.end();
    if (events) {
      var _ = client.writeAndFlush(LastHttpContent.EMPTY_LAST_CONTENT);
      shortcut.passed(client, !keepAlive);
    } else {
      // Half a message must not look like a whole one.
      shortcut.broken(client);
    }
  }

  private boolean isCut() {
    return stream != null && stream.isCut();
  }

  private void abort() {
    close();
    exchange().abort();
    if (!answering) {
      turn.leave();
    }
  }

  private void close() {
    if (stream != null) {
      passages.cuts().closed(stream);
      stream = null;
    }
    if (pulse != null) {
      pulse.stop();
    }
  }

  private HttpResponse response(HttpResponse head) {
    boolean events = Heads.isEvents(head);
    if (events) {
      // Comments may have to be put into it.
      pulse = new Pulse();
    }
    if (watch != null) {
      watch.head(head.status().code(), events);
    }
    return Heads.downstream(head, !keepAlive || shortcut.isClosing());
  }

  private Exchange exchange() {
    return requireNonNull(exchange);
  }
}
