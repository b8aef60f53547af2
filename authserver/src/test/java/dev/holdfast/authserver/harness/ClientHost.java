package dev.holdfast.authserver.harness;

import com.sun.net.httpserver.HttpExchange;
import com.sun.net.httpserver.HttpServer;
import dev.holdfast.testsupport.FreePorts;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.http.HttpResponse;
import java.nio.charset.StandardCharsets;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.atomic.AtomicInteger;

/** A client vendor's web server. */
public final class ClientHost implements AutoCloseable {

  /** What it says at a path; change a field for a bad answer. */
  public record Answer(int status, Map<String, String> headers, String body) {

    public static Answer json(String body) {
      return new Answer(200, Map.of("Content-Type", "application/json"), body);
    }

    public Answer with(String header, String value) {
      Map<String, String> all = new ConcurrentHashMap<>(headers);
      all.put(header, value);
      return new Answer(status, all, body);
    }

    public Answer withStatus(int other) {
      return new Answer(other, headers, body);
    }
  }

  public final AtomicInteger asked = new AtomicInteger();
  private final Map<String, Answer> answers = new ConcurrentHashMap<>();
  private final CountDownLatch silence = new CountDownLatch(1);
  private final ExecutorService threads = Executors.newVirtualThreadPerTaskExecutor();
  private final HttpServer server;
  private volatile boolean silent;

  public ClientHost() {
    try {
      this.server =
          HttpServer.create(
              new InetSocketAddress(InetAddress.ofLiteral("127.0.0.1"), FreePorts.one()), 0);
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
    server.setExecutor(threads);
    server.createContext("/", this::answer);
    server.start();
  }

  public int port() {
    return server.getAddress().getPort();
  }

  public String at(String path) {
    return "http://localhost:" + port() + path;
  }

  public void put(String path, Answer answer) {
    answers.put(path, answer);
  }

  /** Puts a sound document at a path, about that path. */
  public String describe(String path) {
    put(path, Answer.json(document(at(path))));
    return at(path);
  }

  /** From now on it takes requests and says nothing. */
  public void fallSilent() {
    silent = true;
  }

  public static String document(String clientId) {
    return """
    {"client_id": "%s", "client_name": "Assistant",
     "redirect_uris": ["http://127.0.0.1/callback"],
     "grant_types": ["authorization_code", "refresh_token"]}"""
        .formatted(clientId);
  }

  private void answer(HttpExchange exchange) throws IOException {
    asked.incrementAndGet();
    try (exchange) {
      if (silent) {
        silence.await();
      }
      Answer answer =
          answers.getOrDefault(exchange.getRequestURI().getPath(), new Answer(404, Map.of(), ""));
      answer.headers().forEach(exchange.getResponseHeaders()::set);
      byte[] body = answer.body().getBytes(StandardCharsets.UTF_8);
      exchange.sendResponseHeaders(answer.status(), body.length == 0 ? -1 : body.length);
      exchange.getResponseBody().write(body);
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
    }
  }

  @Override
  public void close() {
    silence.countDown();
    server.stop(0);
    threads.shutdownNow();
  }

  /** A refresh by a client; {@code invalid_grant} if the client is known. */
  public static HttpResponse<String> refresh(String id) {
    return OAuthClient.token(
        Map.of("grant_type", "refresh_token", "client_id", id, "refresh_token", "unheard-of"));
  }

  /** A sound authorization request of a described client. */
  public static Map<String, String> authorization(String id) {
    Map<String, String> request = OAuthClient.authorization();
    request.put("client_id", id);
    request.put("redirect_uri", "http://127.0.0.1:8765/callback");
    return request;
  }

  /** Where that request goes. */
  public static String authorizeAddress(String id) {
    return OAuthClient.authorizeAddress(authorization(id));
  }
}
