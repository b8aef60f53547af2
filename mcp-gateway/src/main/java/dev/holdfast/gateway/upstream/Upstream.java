package dev.holdfast.gateway.upstream;

import dev.holdfast.gateway.upstream.UpstreamUnavailableException.Stage;
import dev.holdfast.runtime.tls.Tls;
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
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.Flow;
import javax.net.ssl.SSLContext;
import javax.net.ssl.SSLHandshakeException;
import reactor.adapter.JdkFlowAdapter;
import reactor.core.publisher.Flux;

/** Sends checked calls to upstream servers. The head is waited for, the body streams. */
@Singleton
public final class Upstream {

  private final UpstreamSettings settings;
  private final UpstreamAddresses addresses;
  private final UpstreamTimes times;
  private final Timeouts timeouts;
  private final SSLContext tls;
  // A client's time-out for connections is the same for all of them.
  private final Map<Duration, HttpClient> clients = new ConcurrentHashMap<>();

  Upstream(
      UpstreamSettings settings,
      Timeouts timeouts,
      UpstreamAddresses addresses,
      UpstreamTimes times,
      Tls tls) {
    this.settings = settings;
    this.timeouts = timeouts;
    this.addresses = addresses;
    this.times = times;
    this.tls = tls.toOthers();
  }

  /** Sends the call and waits for the head of the answer. */
  public Answer send(Call call) throws UpstreamUnavailableException, InterruptedException {
    return send(call, timeouts.answer(call.server()));
  }

  /** Sends the call and waits so long for the head of the answer. */
  public Answer send(Call call, Duration patience)
      throws UpstreamUnavailableException, InterruptedException {
    return switch (call.made()) {
      case null -> exchange(call, patience);
      case Attempt.Answered(_, Answer answer) -> answer;
      case Attempt.Failed(_, UpstreamUnavailableException failure) -> throw failure;
    };
  }

  private Answer exchange(Call call, Duration patience)
      throws UpstreamUnavailableException, InterruptedException {
    long begin = System.nanoTime();
    boolean answered = false;
    try {
      var _ = addresses.check(call.server());
      HttpResponse<Flow.Publisher<List<ByteBuffer>>> response =
          client(call).send(request(call, patience), HttpResponse.BodyHandlers.ofPublisher());
      answered = true;
      times.answered(call.server(), response.statusCode(), System.nanoTime() - begin);
      return answer(response);
    } catch (ConnectException | HttpConnectTimeoutException | SSLHandshakeException e) {
      throw new UpstreamUnavailableException(Stage.CONNECTING, e);
    } catch (HttpTimeoutException e) {
      throw new UpstreamUnavailableException(Stage.WAITING, e);
    } catch (IOException e) {
      throw new UpstreamUnavailableException(Stage.ANSWERING, e);
    } finally {
      if (!answered) {
        times.unavailable(call.server(), System.nanoTime() - begin);
      }
    }
  }

  @PreDestroy
  void close() {
    clients.values().forEach(HttpClient::shutdownNow);
  }

  private HttpClient client(Call call) {
    return clients.computeIfAbsent(
        timeouts.connect(call.server()),
        timeout ->
            HttpClient.newBuilder()
                .version(HttpClient.Version.HTTP_1_1)
                .followRedirects(HttpClient.Redirect.NEVER)
                .sslContext(tls)
                .connectTimeout(timeout)
                .build());
  }

  private HttpRequest request(Call call, Duration patience) {
    var request =
        HttpRequest.newBuilder(call.server().url())
            .timeout(patience)
            .method(
                call.method(),
                call.body().length == 0
                    ? HttpRequest.BodyPublishers.noBody()
                    : HttpRequest.BodyPublishers.ofByteArray(call.body()));
    Headers.upstream(call, settings, request::header);
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
        downstream(response.headers().map()),
        response.headers().firstValue(Headers.SESSION_ID).orElse(null),
        body);
  }

  private static Map<String, List<String>> downstream(Map<String, List<String>> headers) {
    Map<String, List<String>> kept = new TreeMap<>(String.CASE_INSENSITIVE_ORDER);
    Headers.downstream(
        () ->
            headers.entrySet().stream()
                .flatMap(
                    all -> all.getValue().stream().map(value -> Map.entry(all.getKey(), value)))
                .iterator(),
        (name, value) -> kept.computeIfAbsent(name, _ -> new ArrayList<>()).add(value));
    return kept;
  }

  private static byte[] bytes(ByteBuffer piece) {
    byte[] bytes = new byte[piece.remaining()];
    piece.get(bytes);
    return bytes;
  }
}
