package dev.holdfast.gateway.upstream.netty;

import dev.holdfast.gateway.upstream.Call;
import dev.holdfast.gateway.upstream.Headers;
import dev.holdfast.gateway.upstream.Timeouts;
import dev.holdfast.gateway.upstream.UpstreamAddresses;
import dev.holdfast.gateway.upstream.UpstreamSettings;
import dev.holdfast.runtime.tls.Tls;
import dev.holdfast.runtime.tracing.http.OutgoingCall;
import io.netty.buffer.ByteBuf;
import io.netty.channel.Channel;
import io.netty.channel.EventLoop;
import io.netty.handler.codec.http.DefaultFullHttpRequest;
import io.netty.handler.codec.http.DefaultHttpHeadersFactory;
import io.netty.handler.codec.http.FullHttpRequest;
import io.netty.handler.codec.http.HttpHeaderNames;
import io.netty.handler.codec.http.HttpHeaders;
import io.netty.handler.codec.http.HttpMethod;
import io.netty.handler.codec.http.HttpVersion;
import io.netty.handler.ssl.SslContext;
import io.netty.handler.ssl.SslContextBuilder;
import jakarta.inject.Singleton;
import java.net.URI;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import javax.net.ssl.SSLException;

/** Sends calls from event loops. */
@Singleton
public final class LoopUpstream {

  private static final DefaultHttpHeadersFactory HEADERS =
      DefaultHttpHeadersFactory.headersFactory().withValidation(true);

  private final UpstreamSettings settings;
  private final Timeouts timeouts;
  private final UpstreamAddresses addresses;
  private final SslContext ssl;
  private final Map<EventLoop, Loop> loops = new ConcurrentHashMap<>();

  LoopUpstream(UpstreamSettings settings, Timeouts timeouts, UpstreamAddresses addresses, Tls tls)
      throws SSLException {
    this.settings = settings;
    this.timeouts = timeouts;
    this.addresses = addresses;
    // Said, though it is the default: a certificate is for a host.
    this.ssl =
        SslContextBuilder.forClient()
            .trustManager(tls.servers())
            .protocols(Tls.PROTOCOLS)
            .endpointIdentificationAlgorithm("HTTPS")
            .build();
  }

  /**
   * Sends the call on the event loop of the client's connection, which must be the current one.
   *
   * @param body what the call says, as it came; taken over
   * @param trace what the server is told of
   */
  public Exchange send(
      Channel client, Call call, ByteBuf body, OutgoingCall trace, Receiver receiver) {
    Loop loop =
        loops.computeIfAbsent(
            client.eventLoop(), one -> new Loop(one, client.getClass(), timeouts, ssl, addresses));
    FullHttpRequest request = request(call.server().url(), call, body);
    trace.tell(request.headers()::set);
    return loop.send(call.server(), request, receiver, timeouts.answer(call.server()));
  }

  private FullHttpRequest request(URI uri, Call call, ByteBuf body) {
    FullHttpRequest request =
        new DefaultFullHttpRequest(
            HttpVersion.HTTP_1_1,
            HttpMethod.valueOf(call.method()),
            target(uri),
            body,
            HEADERS,
            HEADERS);
    HttpHeaders headers = request.headers();
    headers.add(HttpHeaderNames.HOST, uri.getRawAuthority());
    headers.add(HttpHeaderNames.CONTENT_LENGTH, body.readableBytes());
    Headers.upstream(call, settings, headers::add);
    return request;
  }

  private static String target(URI uri) {
    String path = uri.getRawPath().isEmpty() ? "/" : uri.getRawPath();
    return uri.getRawQuery() == null ? path : path + "?" + uri.getRawQuery();
  }
}
