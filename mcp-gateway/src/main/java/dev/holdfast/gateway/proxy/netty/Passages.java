package dev.holdfast.gateway.proxy.netty;

import dev.holdfast.gateway.guard.Guards;
import dev.holdfast.gateway.guard.Turn;
import dev.holdfast.gateway.protocol.Message;
import dev.holdfast.gateway.proxy.http.Admission;
import dev.holdfast.gateway.proxy.http.Admitted;
import dev.holdfast.gateway.proxy.http.Cuts;
import dev.holdfast.gateway.proxy.http.Toll;
import dev.holdfast.gateway.proxy.http.ToolCalls;
import dev.holdfast.gateway.restart.LastingSessions;
import dev.holdfast.gateway.server.Servers;
import dev.holdfast.gateway.stream.StreamSettings;
import dev.holdfast.gateway.tracing.MessageTraces;
import dev.holdfast.gateway.upstream.Call;
import dev.holdfast.gateway.upstream.UpstreamTimes;
import dev.holdfast.gateway.upstream.netty.LoopUpstream;
import dev.holdfast.gateway.waiting.Waiting;
import dev.holdfast.runtime.tracing.http.OutgoingCalls;
import io.micronaut.core.convert.ConversionService;
import io.micronaut.http.netty.NettyHttpHeaders;
import io.netty.buffer.ByteBuf;
import io.netty.buffer.ByteBufUtil;
import io.netty.buffer.CompositeByteBuf;
import io.netty.buffer.Unpooled;
import io.netty.channel.ChannelHandlerContext;
import io.netty.handler.codec.http.HttpContent;
import io.netty.handler.codec.http.HttpHeaderNames;
import io.netty.handler.codec.http.HttpMethod;
import io.netty.handler.codec.http.HttpObject;
import io.netty.handler.codec.http.HttpRequest;
import io.netty.handler.codec.http.HttpUtil;
import io.netty.handler.codec.http.HttpVersion;
import io.opentelemetry.context.Context;
import jakarta.inject.Singleton;
import java.util.List;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/** Checks requests that may go the short way, and sends those that can. */
@Singleton
final class Passages {

  /** What is larger goes the long way: to read it would hold up other clients. */
  static final int LARGEST = 64 * 1024;

  private static final String PATH = "/mcp/";

  private final Servers servers;
  private final Admission admission;
  private final ToolCalls calls;
  private final MessageTraces traces;
  private final OutgoingCalls outgoing;
  private final Guards guards;
  private final LastingSessions sessions;
  private final LoopUpstream upstream;
  private final UpstreamTimes times;
  private final Cuts cuts;
  private final StreamSettings settings;

  Passages(
      Servers servers,
      Admission admission,
      ToolCalls calls,
      MessageTraces traces,
      OutgoingCalls outgoing,
      Guards guards,
      LastingSessions sessions,
      LoopUpstream upstream,
      UpstreamTimes times,
      Cuts cuts,
      StreamSettings settings) {
    this.servers = servers;
    this.admission = admission;
    this.calls = calls;
    this.traces = traces;
    this.outgoing = outgoing;
    this.guards = guards;
    this.sessions = sessions;
    this.upstream = upstream;
    this.times = times;
    this.cuts = cuts;
    this.settings = settings;
  }

  /** Whether the request is worth a look. */
  boolean isCandidate(HttpRequest request) {
    return request.method().equals(HttpMethod.POST)
        && request.protocolVersion().equals(HttpVersion.HTTP_1_1)
        && request.decoderResult().isSuccess()
        && !request.headers().contains(HttpHeaderNames.EXPECT)
        // The framework decodes bodies; what is judged must be what is sent.
        && !request.headers().contains(HttpHeaderNames.CONTENT_ENCODING)
        // Answers to pages are marked as theirs.
        && !request.headers().contains(HttpHeaderNames.ORIGIN)
        && request.uri().startsWith(PATH)
        && servers.find(name(request)).isPresent();
  }

  /**
   * Checks the request and sends it.
   *
   * @return null if it has to go the long way
   */
  @Nullable Passage begin(
      Shortcut shortcut, ChannelHandlerContext context, List<HttpObject> parts, Toll toll) {
    HttpRequest request = (HttpRequest) parts.getFirst();
    NettyHttpHeaders headers = new NettyHttpHeaders(request.headers(), ConversionService.SHARED);
    Admitted admitted = admit(request, headers, ByteBufUtil.getBytes(body(parts)), toll);
    if (!(admitted instanceof Admitted.Passed passed) || !isPlain(passed.message())) {
      return null;
    }
    Optional<Turn> turn = guards.turn(passed.call());
    if (turn.isEmpty()) {
      return null;
    }
    Call call = sessions.current(passed.call(), passed.session());
    PassageTrace trace = trace(call, headers, passed.message());
    Passage passage =
        new Passage(
            this,
            shortcut,
            context,
            HttpUtil.isKeepAlive(request),
            call,
            turn.get(),
            calls.watch(passed, trace.message()),
            trace);
    if (!passage.register(passed.session())) {
      turn.get().leave();
      trace.end();
      return null;
    }
    try {
      ByteBuf sent = Unpooled.wrappedBuffer(call.body());
      passage.sent(upstream.send(context.channel(), call, sent, trace.exchange(), passage));
      return passage;
    } catch (RuntimeException e) {
      // Nothing was sent. On the long way it fails again, where there is an answer to that.
      passage.leave();
      trace.fail(e);
      return null;
    }
  }

  private PassageTrace trace(Call call, NettyHttpHeaders headers, Message message) {
    Context context = traces.alone(call.server(), headers, message);
    return new PassageTrace(
        context, outgoing.passedOn(context, call.method(), call.server().url()));
  }

  UpstreamTimes times() {
    return times;
  }

  Cuts cuts() {
    return cuts;
  }

  StreamSettings settings() {
    return settings;
  }

  private @Nullable Admitted admit(
      HttpRequest request, NettyHttpHeaders headers, byte[] body, Toll toll) {
    try {
      return Waiting.forbidden(
          () -> admission.admit(name(request), request.method().name(), headers, body, toll));
    } catch (RuntimeException e) {
      // Refused, or it would have to wait, or a defect of ours: the long way has answers to all.
      return null;
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      return null;
    }
  }

  /** Not those that open a session, only listen, or whose answers are changed on their way. */
  private static boolean isPlain(Message message) {
    String method = message.method().orElse("");
    return !message.isInitialize()
        && !method.endsWith("/list")
        && !method.equals("subscriptions/listen");
  }

  private static ByteBuf body(List<HttpObject> parts) {
    if (parts.size() == 2) {
      return ((HttpContent) parts.getLast()).content();
    }
    CompositeByteBuf all = Unpooled.compositeBuffer(parts.size());
    parts.stream()
        .skip(1)
        .map(HttpContent.class::cast)
        .forEach(piece -> all.addComponent(true, piece.content()));
    return all;
  }

  private static String name(HttpRequest request) {
    return request.uri().substring(PATH.length());
  }
}
