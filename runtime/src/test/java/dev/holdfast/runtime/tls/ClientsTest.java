package dev.holdfast.runtime.tls;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.holdfast.testsupport.TestAuthority;
import dev.holdfast.testsupport.TestCertificate;
import io.micronaut.http.client.exceptions.HttpClientException;
import java.io.IOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse.BodyHandlers;
import java.nio.file.Path;
import java.util.Map;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** How one service calls another, with Micronaut's client and with the JDK's. */
class ClientsTest {

  @TempDir Path ours;
  @TempDir Path theirs;
  private final TestAuthority authority = TestAuthority.create();
  private Service caller;

  @BeforeEach
  void start() {
    authority.issue().writeTo(ours);
    caller = Service.with(ours);
  }

  @AfterEach
  void stop() {
    caller.close();
  }

  @Test
  void showsItsCertificateToServices() throws Exception {
    authority.issue().writeTo(theirs);
    try (Service called = Service.with(theirs, "holdfast.tls.client-authentication", "required")) {
      assertThat(caller.greetedBy(called.at("localhost"))).isEqualTo("hello");
      assertThat(byHand(called.at("localhost"))).isEqualTo("hello");
    }
  }

  @Test
  void showsNoneToOthers() {
    authority.issue().writeTo(theirs);
    try (Service called = Service.with(theirs, "holdfast.tls.client-authentication", "required");
        HttpClient client =
            HttpClient.newBuilder().sslContext(caller.get(Tls.class).toOthers()).build()) {
      assertThatThrownBy(() -> greeting(client, called.at("localhost")))
          .isInstanceOf(IOException.class);
    }
  }

  @Test
  void refusesServerOfAnotherAuthority() {
    refuses(TestAuthority.create().issue(), "Signature does not match|PKIX path");
  }

  @Test
  void refusesServerWhoseCertificateHasEnded() {
    refuses(authority.issueExpired(), "timestamp check failed|NotAfter|validity check failed");
  }

  @Test
  void refusesServerOfAnotherName() {
    refuses(authority.issue("elsewhere.test"), "No (name matching|subject alternative)");
  }

  @Test
  void refusesServerThatSpeaksPlainHttp() {
    try (Service called = Service.of(Map.of())) {
      assertThatThrownBy(() -> caller.greetedBy(called.at("localhost")))
          .isInstanceOf(HttpClientException.class);
    }
  }

  private void refuses(TestCertificate certificate, String why) {
    certificate.writeTo(theirs);
    try (Service called = Service.with(theirs)) {
      assertThatThrownBy(() -> caller.greetedBy(called.at("localhost")))
          .isInstanceOf(HttpClientException.class)
          .rootCause()
          .hasMessageMatching("(?s).*(" + why + ").*");
      assertThatThrownBy(() -> byHand(called.at("localhost")))
          .isInstanceOf(IOException.class)
          .rootCause()
          .hasMessageMatching("(?s).*(" + why + ").*");
    }
  }

  private String byHand(URI service) throws IOException, InterruptedException {
    try (HttpClient client =
        HttpClient.newBuilder().sslContext(caller.get(Tls.class).toServices()).build()) {
      return greeting(client, service);
    }
  }

  private static String greeting(HttpClient client, URI service)
      throws IOException, InterruptedException {
    return client
        .send(HttpRequest.newBuilder(service.resolve("/greeting")).build(), BodyHandlers.ofString())
        .body();
  }
}
