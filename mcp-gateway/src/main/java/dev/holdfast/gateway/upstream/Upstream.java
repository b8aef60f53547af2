package dev.holdfast.gateway.upstream;

import dev.holdfast.gateway.identity.Caller;
import dev.holdfast.gateway.protocol.Era;
import dev.holdfast.gateway.upstream.UpstreamUnavailableException.Stage;
import io.micrometer.core.instrument.MeterRegistry;
import io.micrometer.core.instrument.Timer;
import jakarta.annotation.PreDestroy;
import jakarta.inject.Singleton;
import java.io.IOException;
import java.net.ConnectException;
import java.net.http.HttpClient;
import java.net.http.HttpConnectTimeoutException;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.net.http.HttpTimeoutException;
import java.nio.ByteBuffer;
import java.util.List;
import java.util.concurrent.Flow;
import reactor.adapter.JdkFlowAdapter;
import reactor.core.publisher.Flux;

/** Sends checked calls to upstream servers. The head is waited for, the body streams. */
@Singleton
public final class Upstream {

  private final UpstreamSettings settings;
  private final UpstreamAddresses addresses;
  private final MeterRegistry metrics;
  private final HttpClient client;

  Upstream(UpstreamSettings settings, UpstreamAddresses addresses, MeterRegistry metrics) {
    this.settings = settings;
    this.addresses = addresses;
    this.metrics = metrics;
    this.client =
        HttpClient.newBuilder()
            .version(HttpClient.Version.HTTP_1_1)
            .followRedirects(HttpClient.Redirect.NEVER)
            .connectTimeout(settings.connectTimeout())
            .build();
  }

  /** Sends the call and waits for the head of the answer. */
  public Answer send(Call call) throws UpstreamUnavailableException, InterruptedException {
    Timer.Sample time = Timer.start(metrics);
    String outcome = "unavailable";
    try {
      addresses.check(call.server());
      HttpResponse<Flow.Publisher<List<ByteBuffer>>> response =
          client.send(request(call), HttpResponse.BodyHandlers.ofPublisher());
      outcome = response.statusCode() < 500 ? "answered" : "failed";
      return answer(response);
    } catch (ConnectException | HttpConnectTimeoutException e) {
      throw new UpstreamUnavailableException(Stage.CONNECTING, e);
    } catch (HttpTimeoutException e) {
      throw new UpstreamUnavailableException(Stage.WAITING, e);
    } catch (IOException e) {
      throw new UpstreamUnavailableException(Stage.ANSWERING, e);
    } finally {
      time.stop(
          metrics.timer(
              "holdfast.gateway.upstream", "server", call.server().name(), "outcome", outcome));
    }
  }

  @PreDestroy
  void close() {
    client.shutdownNow();
  }

  private HttpRequest request(Call call) {
    var request =
        HttpRequest.newBuilder(call.server().url())
            .timeout(settings.answerTimeout())
            .method(
                call.method(),
                call.body().length == 0
                    ? HttpRequest.BodyPublishers.noBody()
                    : HttpRequest.BodyPublishers.ofByteArray(call.body()));
    Headers.upstream(call.headers(), call.era() == Era.MODERN)
        .forEach((name, values) -> values.forEach(value -> request.header(name, value)));
    if (call.upstreamSession() != null) {
      request.setHeader(Headers.SESSION_ID, call.upstreamSession());
    }
    if (call.credential() instanceof Credential.Header(var name, var value)) {
      request.setHeader(name, value.reveal());
    }
    if (call.server().identityHeaders() && call.caller() instanceof Caller.Known(var token)) {
      request.setHeader("Holdfast-Issuer", token.subject().issuer());
      request.setHeader("Holdfast-Subject", token.subject().subject());
    }
    return request.build();
  }

  private static Answer answer(HttpResponse<Flow.Publisher<List<ByteBuffer>>> response) {
    Flux<byte[]> body =
        JdkFlowAdapter.flowPublisherToFlux(response.body())
            // One list at a time: what a slow client has not read stays in the sockets.
            .concatMapIterable(pieces -> pieces, 1)
            .map(Upstream::bytes);
    return new Answer(
        response.statusCode(),
        Headers.downstream(response.headers().map()),
        response.headers().firstValue(Headers.SESSION_ID).orElse(null),
        body);
  }

  private static byte[] bytes(ByteBuffer piece) {
    byte[] bytes = new byte[piece.remaining()];
    piece.get(bytes);
    return bytes;
  }
}
