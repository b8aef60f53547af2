package dev.holdfast.authserver;

import dev.holdfast.testsupport.MutableClock;
import io.micronaut.context.ApplicationContext;
import io.micronaut.inject.qualifiers.Qualifiers;
import io.micronaut.runtime.server.EmbeddedServer;
import java.io.IOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpRequest.BodyPublishers;
import java.net.http.HttpResponse;
import java.net.http.HttpResponse.BodyHandlers;
import java.time.Clock;
import java.util.HashMap;
import java.util.Map;

/** A second server on the same database, with other settings, that is asked directly. */
final class Replica implements AutoCloseable {

  private final HttpClient http = HttpClient.newHttpClient();
  private final ApplicationContext context;
  private final URI address;

  private Replica(ApplicationContext context) {
    this.context = context;
    EmbeddedServer server = context.getBean(EmbeddedServer.class).start();
    this.address = server.getURI();
  }

  static Replica with(Map<String, Object> settings) {
    return new Replica(Server.replica(settings));
  }

  /** One whose clock stands still. */
  static Replica withFakeClock(Map<String, Object> settings) {
    Map<String, Object> all = new HashMap<>(settings);
    all.put(TestClockFactory.PROPERTY, MutableClock.atPresent());
    return with(all);
  }

  String address() {
    return address.toString();
  }

  <T> T bean(Class<T> type) {
    return context.getBean(type);
  }

  <T> T bean(Class<T> type, String name) {
    return context.getBean(type, Qualifiers.byName(name));
  }

  MutableClock clock() {
    return (MutableClock) bean(Clock.class);
  }

  HttpResponse<String> get(String path, String... headers) {
    return send("GET", path, "", headers);
  }

  HttpResponse<String> post(String path, Map<String, String> form, String... headers) {
    return send("POST", path, Browser.encode(form), headers);
  }

  private HttpResponse<String> send(String method, String path, String body, String... headers) {
    var request =
        HttpRequest.newBuilder(address.resolve(path))
            .method(method, BodyPublishers.ofString(body))
            .header("Content-Type", "application/x-www-form-urlencoded");
    for (int i = 0; i < headers.length; i += 2) {
      request.header(headers[i], headers[i + 1]);
    }
    try {
      return http.send(request.build(), BodyHandlers.ofString());
    } catch (IOException e) {
      throw new AssertionError(e);
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      throw new AssertionError(e);
    }
  }

  @Override
  public void close() {
    context.close();
  }
}
