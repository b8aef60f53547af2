package dev.holdfast.runtime.tls;

import dev.holdfast.testsupport.FreePorts;
import dev.holdfast.testsupport.TestCertificate;
import io.micronaut.context.ApplicationContext;
import io.micronaut.http.client.BlockingHttpClient;
import io.micronaut.http.client.HttpClient;
import io.micronaut.runtime.server.EmbeddedServer;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.URI;
import java.nio.file.Path;
import java.security.cert.X509Certificate;
import java.util.HashMap;
import java.util.Map;
import javax.net.ssl.SSLContext;
import javax.net.ssl.SSLSocket;

/** A service in this JVM; it greets whoever may call. */
record Service(EmbeddedServer server) implements AutoCloseable {

  /** With the files in a directory and more settings, names and values in turn. */
  static Service with(Path directory, String... more) {
    Map<String, Object> settings = new HashMap<>(TestCertificate.settings(directory));
    for (int i = 0; i < more.length; i += 2) {
      settings.put(more[i], more[i + 1]);
    }
    return of(settings);
  }

  static Service of(Map<String, Object> settings) {
    Map<String, Object> all = new HashMap<>(settings);
    all.put("micronaut.server.port", FreePorts.one());
    all.put("micronaut.server.host", "127.0.0.1");
    all.putIfAbsent("holdfast.tls.reload", "100ms");
    return new Service(ApplicationContext.run(EmbeddedServer.class, all));
  }

  <T> T get(Class<T> type) {
    return server.getApplicationContext().getBean(type);
  }

  URI at(String host) {
    return URI.create("https://" + host + ":" + server.getPort());
  }

  /** Has this service call another one, as services call each other. */
  String greetedBy(URI other) {
    BlockingHttpClient client =
        server.getApplicationContext().createBean(HttpClient.class, other).toBlocking();
    return client.retrieve("/greeting");
  }

  /** What a new connection is shown. */
  X509Certificate shownTo(SSLContext caller) {
    try (var socket =
        (SSLSocket) caller.getSocketFactory().createSocket("127.0.0.1", server.getPort())) {
      socket.startHandshake();
      return (X509Certificate) socket.getSession().getPeerCertificates()[0];
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  @Override
  public void close() {
    server.close();
  }
}
