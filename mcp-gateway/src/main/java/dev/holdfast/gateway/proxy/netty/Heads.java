package dev.holdfast.gateway.proxy.netty;

import dev.holdfast.gateway.upstream.Headers;
import io.netty.handler.codec.http.DefaultHttpHeadersFactory;
import io.netty.handler.codec.http.DefaultHttpResponse;
import io.netty.handler.codec.http.HttpHeaderNames;
import io.netty.handler.codec.http.HttpHeaderValues;
import io.netty.handler.codec.http.HttpHeaders;
import io.netty.handler.codec.http.HttpResponse;
import io.netty.handler.codec.http.HttpVersion;
import org.jspecify.annotations.Nullable;

/** The heads of answers that go the short way. */
final class Heads {

  // They were checked when they were read.
  private static final DefaultHttpHeadersFactory HEADERS =
      DefaultHttpHeadersFactory.headersFactory().withValidation(false);
  private static final String NO_BUFFERING = "X-Accel-Buffering";
  private static final int NO_CONTENT = 204;

  private Heads() {}

  /** Whether a stream of events follows. */
  static boolean isEvents(HttpResponse head) {
    String type = head.headers().get(HttpHeaderNames.CONTENT_TYPE);
    return type != null && type.startsWith("text/event-stream");
  }

  /**
   * A server's head, as the client is to see it.
   *
   * @param last whether the connection ends with this answer
   */
  static HttpResponse downstream(HttpResponse head, boolean last) {
    HttpResponse response = new DefaultHttpResponse(HttpVersion.HTTP_1_1, head.status(), HEADERS);
    HttpHeaders headers = response.headers();
    Headers.downstream(head.headers(), headers::add);
    headers.add(NO_BUFFERING, "no");
    @Nullable String length = head.headers().get(HttpHeaderNames.CONTENT_LENGTH);
    if (length != null && !isEvents(head)) {
      headers.set(HttpHeaderNames.CONTENT_LENGTH, length);
    } else if (head.status().code() != NO_CONTENT) {
      headers.set(HttpHeaderNames.TRANSFER_ENCODING, HttpHeaderValues.CHUNKED);
    }
    if (last) {
      headers.set(HttpHeaderNames.CONNECTION, HttpHeaderValues.CLOSE);
    }
    return response;
  }
}
