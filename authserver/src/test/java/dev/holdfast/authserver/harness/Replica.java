package dev.holdfast.authserver.harness;

import com.zaxxer.hikari.HikariDataSource;
import dev.holdfast.authserver.TestClockFactory;
import dev.holdfast.testsupport.MutableClock;
import io.micronaut.context.ApplicationContext;
import io.micronaut.data.connection.jdbc.advice.DelegatingDataSource;
import io.micronaut.inject.qualifiers.Qualifiers;
import io.micronaut.runtime.server.EmbeddedServer;
import java.io.IOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpRequest.BodyPublishers;
import java.net.http.HttpResponse;
import java.net.http.HttpResponse.BodyHandlers;
import java.sql.SQLException;
import java.time.Clock;
import java.util.HashMap;
import java.util.Map;
import javax.sql.DataSource;

/** A second server on the same database, with other settings, that is asked directly. */
public final class Replica implements AutoCloseable {

  private final HttpClient http = HttpClient.newHttpClient();
  private final ApplicationContext context;
  private final URI address;

  private Replica(ApplicationContext context) {
    this.context = context;
    EmbeddedServer server = context.getBean(EmbeddedServer.class).start();
    this.address = server.getURI();
  }

  public static Replica with(Map<String, Object> settings) {
    return new Replica(Server.replica(settings));
  }

  /** One whose clock stands still. */
  public static Replica withFakeClock(Map<String, Object> settings) {
    Map<String, Object> all = new HashMap<>(settings);
    all.put(TestClockFactory.PROPERTY, MutableClock.atPresent());
    return with(all);
  }

  public String address() {
    return address.toString();
  }

  public <T> T bean(Class<T> type) {
    return context.getBean(type);
  }

  public <T> T bean(Class<T> type, String name) {
    return context.getBean(type, Qualifiers.byName(name));
  }

  public MutableClock clock() {
    return (MutableClock) bean(Clock.class);
  }

  /** From now on it gets no connection. */
  public void takeDatabaseAway() {
    try {
      DelegatingDataSource.unwrapDataSource(bean(DataSource.class))
          .unwrap(HikariDataSource.class)
          .close();
    } catch (SQLException e) {
      throw new AssertionError(e);
    }
  }

  public HttpResponse<String> get(String path, String... headers) {
    return send("GET", path, "", headers);
  }

  public HttpResponse<String> post(String path, Map<String, String> form, String... headers) {
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
