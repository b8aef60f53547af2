package dev.holdfast.runtime.tls;

import static java.nio.charset.StandardCharsets.US_ASCII;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.awaitility.Awaitility.await;

import ch.qos.logback.classic.Level;
import ch.qos.logback.classic.Logger;
import ch.qos.logback.classic.spi.ILoggingEvent;
import ch.qos.logback.core.read.ListAppender;
import dev.holdfast.testsupport.FreePorts;
import dev.holdfast.testsupport.TestAuthority;
import dev.holdfast.testsupport.TestCertificate;
import io.micrometer.core.instrument.MeterRegistry;
import java.io.IOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.net.http.HttpResponse.BodyHandlers;
import java.nio.file.Path;
import java.util.HexFormat;
import java.util.Map;
import javax.net.ssl.SSLContext;
import javax.net.ssl.SSLParameters;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import org.slf4j.LoggerFactory;

class ServersTest {

  @TempDir Path directory;
  private final TestAuthority authority = TestAuthority.create();
  private TestCertificate own = authority.issue();

  @BeforeEach
  void files() {
    own = authority.issue().writeTo(directory);
  }

  @ParameterizedTest
  @ValueSource(strings = {"TLSv1.3", "TLSv1.2"})
  void speaksBothVersions(String version) throws Exception {
    try (Service service = Service.with(directory);
        HttpClient caller =
            HttpClient.newBuilder()
                .sslContext(own.trusted())
                .sslParameters(new SSLParameters(null, new String[] {version}))
                .build()) {
      HttpResponse<String> answer = greet(caller, service.at("localhost"));

      assertThat(answer.body()).isEqualTo("hello");
      assertThat(answer.sslSession().orElseThrow().getProtocol()).isEqualTo(version);
    }
  }

  @Test
  void speaksNothingElseThereAndRepeatsNothingOfIt() {
    var log = (Logger) LoggerFactory.getLogger("dev.holdfast.runtime.tls");
    log.setLevel(Level.INFO);
    ListAppender<ILoggingEvent> lines = new ListAppender<>();
    lines.start();
    log.addAppender(lines);
    try (Service service = Service.with(directory);
        HttpClient caller = HttpClient.newHttpClient()) {
      URI plain = URI.create("http://localhost:" + service.server().getPort());

      assertThatThrownBy(() -> greet(caller, plain)).isInstanceOf(IOException.class);
      await().until(() -> refused(service) >= 1);
      String request = HexFormat.of().formatHex("GET /greeting".getBytes(US_ASCII));
      assertThat(lines.list)
          .extracting(ILoggingEvent::toString, ILoggingEvent::getKeyValuePairs)
          .asString()
          .contains("the other side does not speak TLS")
          .doesNotContain(request);
    } finally {
      log.detachAppender(lines);
    }
  }

  @Test
  void withoutCertificateSpeaksPlainHttp() throws Exception {
    try (Service service = Service.of(Map.of());
        HttpClient caller = HttpClient.newHttpClient()) {
      URI plain = URI.create("http://localhost:" + service.server().getPort());

      assertThat(greet(caller, plain).body()).isEqualTo("hello");
    }
  }

  @Test
  void requiresCertificateOfTrustedAuthority() throws Exception {
    try (Service service =
        Service.with(directory, "holdfast.tls.client-authentication", "required")) {
      assertThat(answerTo(authority.issue().shown(), service)).isEqualTo("hello");
      assertRefused(own.trusted(), service);
      assertRefused(authority.issueExpired().shown(), service);
      assertRefused(showingStrange(), service);
      await().until(() -> refused(service) >= 3);
    }
  }

  @Test
  void takesCallersWithoutCertificateWhereItIsOptional() throws Exception {
    try (Service service =
        Service.with(directory, "holdfast.tls.client-authentication", "optional")) {
      assertThat(answerTo(authority.issue().shown(), service)).isEqualTo("hello");
      assertThat(answerTo(own.trusted(), service)).isEqualTo("hello");
      assertRefused(authority.issueExpired().shown(), service);
      assertRefused(showingStrange(), service);
    }
  }

  @Test
  void answersProbesWithoutCertificateOnPortOfTheirOwn() throws Exception {
    int port = FreePorts.one();
    try (Service service =
            Service.with(
                directory,
                "holdfast.tls.client-authentication",
                "required",
                "endpoints.all.port",
                Integer.toString(port));
        HttpClient probe = HttpClient.newHttpClient()) {
      URI management = URI.create("http://127.0.0.1:" + port);

      assertThat(get(probe, management.resolve("/health/readiness")).statusCode()).isEqualTo(200);
      assertThat(get(probe, management.resolve("/greeting")).statusCode()).isEqualTo(404);
      assertThat(service.server().getPort()).isNotEqualTo(port);
    }
  }

  private static double refused(Service service) {
    return service.get(MeterRegistry.class).counter("holdfast.tls.refused").count();
  }

  /** Its authority is another one of the same name. */
  private SSLContext showingStrange() {
    return TestAuthority.create().issue().shownTo(own);
  }

  private static String answerTo(SSLContext context, Service service) throws Exception {
    try (HttpClient caller = HttpClient.newBuilder().sslContext(context).build()) {
      return greet(caller, service.at("localhost")).body();
    }
  }

  private static void assertRefused(SSLContext context, Service service) {
    assertThatThrownBy(() -> answerTo(context, service)).isInstanceOf(IOException.class);
  }

  private static HttpResponse<String> greet(HttpClient caller, URI service)
      throws IOException, InterruptedException {
    return get(caller, service.resolve("/greeting"));
  }

  private static HttpResponse<String> get(HttpClient caller, URI address)
      throws IOException, InterruptedException {
    return caller.send(HttpRequest.newBuilder(address).build(), BodyHandlers.ofString());
  }
}
