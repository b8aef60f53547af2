package dev.holdfast.runtime.tls;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import dev.holdfast.testsupport.TestAuthority;
import dev.holdfast.testsupport.TestCertificate;
import io.micrometer.core.instrument.MeterRegistry;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.security.cert.X509Certificate;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class RenewalTest {

  private static final String REQUIRED = "holdfast.tls.client-authentication";

  @TempDir Path directory;
  private final TestAuthority authority = TestAuthority.create();

  @Test
  void nextConnectionSeesTheNewCertificate() {
    TestCertificate old = authority.issue().writeTo(directory);
    try (Service service = Service.with(directory)) {
      assertThat(service.shownTo(old.trusted())).isEqualTo(old.certificate());

      TestCertificate renewed = authority.issue().writeTo(directory);

      await().untilAsserted(() -> assertShown(service, renewed));
      assertThat(counted(service, "renewed")).isEqualTo(1);
    }
  }

  @Test
  void followsDirectoriesThatAreExchangedAsKubernetesDoes() throws IOException {
    TestCertificate old = authority.issue().writeTo(directory.resolve("..1"));
    Path data = Files.createSymbolicLink(directory.resolve("..data"), Path.of("..1"));
    Path mounted = Files.createDirectory(directory.resolve("mounted"));
    for (String file : new String[] {"tls.crt", "tls.key", "ca.crt"}) {
      Files.createSymbolicLink(mounted.resolve(file), data.resolve(file));
    }
    try (Service service = Service.with(mounted)) {
      assertShown(service, old);

      TestCertificate renewed = authority.issue().writeTo(directory.resolve("..2"));
      Path next = Files.createSymbolicLink(directory.resolve("..data_tmp"), Path.of("..2"));
      Files.move(next, data, StandardCopyOption.ATOMIC_MOVE);

      await().untilAsserted(() -> assertShown(service, renewed));
    }
  }

  @Test
  void halfOfRenewalWaitsForTheOtherHalf() throws IOException {
    TestCertificate old = authority.issue().writeTo(directory);
    Path aside = directory.resolve("aside");
    TestCertificate renewed = authority.issue().writeTo(aside);
    try (Service service = Service.with(directory)) {
      Files.copy(
          aside.resolve("tls.crt"),
          directory.resolve("tls.crt"),
          StandardCopyOption.REPLACE_EXISTING);
      await().until(() -> counted(service, "failed") > 0);
      assertShown(service, old);

      Files.copy(
          aside.resolve("tls.key"),
          directory.resolve("tls.key"),
          StandardCopyOption.REPLACE_EXISTING);
      await().untilAsserted(() -> assertShown(service, renewed));
    }
  }

  @Test
  void callersOfNewAuthorityAreTakenWhenItIsTrusted() throws IOException {
    TestCertificate own = authority.issue().writeTo(directory);
    TestAuthority next = TestAuthority.create();
    TestCertificate caller = next.issue().writeTo(directory.resolve("next"));
    try (Service service = Service.with(directory, REQUIRED, "required");
        Service client = Service.with(directory.resolve("next"))) {
      Files.writeString(
          directory.resolve("next/ca.crt"),
          "# both\n" + pem(directory) + pem(directory.resolve("next")));
      Files.copy(
          directory.resolve("next/ca.crt"),
          directory.resolve("ca.crt"),
          StandardCopyOption.REPLACE_EXISTING);

      await()
          .ignoreExceptions()
          .until(() -> client.greetedBy(service.at("localhost")).equals("hello"));
      assertThat(service.shownTo(caller.shownTo(own))).isEqualTo(own.certificate());
    }
  }

  @Test
  void clientsShowTheNewCertificate(@TempDir Path theirs) {
    authority.issue().writeTo(theirs);
    authority.issueExpired().writeTo(directory);
    try (Service called = Service.with(theirs, REQUIRED, "required");
        Service client = Service.with(directory)) {
      authority.issue().writeTo(directory);

      await()
          .ignoreExceptions()
          .until(() -> client.greetedBy(called.at("localhost")).equals("hello"));
    }
  }

  private static void assertShown(Service service, TestCertificate expected) {
    X509Certificate shown = service.shownTo(expected.trusted());
    assertThat(shown).isEqualTo(expected.certificate());
  }

  private static double counted(Service service, String outcome) {
    return service
        .get(MeterRegistry.class)
        .counter("holdfast.tls.renewals", "outcome", outcome)
        .count();
  }

  private static String pem(Path of) throws IOException {
    return Files.readString(of.resolve("ca.crt"));
  }
}
