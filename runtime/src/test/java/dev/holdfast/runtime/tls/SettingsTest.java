package dev.holdfast.runtime.tls;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.holdfast.contracts.secret.Secret;
import dev.holdfast.testsupport.TestAuthority;
import dev.holdfast.testsupport.TestCertificate;
import io.micrometer.core.instrument.MeterRegistry;
import java.io.IOException;
import java.io.StringWriter;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.KeyPair;
import java.security.KeyPairGenerator;
import java.time.Duration;
import java.util.HashMap;
import java.util.Map;
import org.bouncycastle.jce.provider.BouncyCastleProvider;
import org.bouncycastle.openssl.PKCS8Generator;
import org.bouncycastle.openssl.jcajce.JcaMiscPEMGenerator;
import org.bouncycastle.openssl.jcajce.JcaPEMWriter;
import org.bouncycastle.openssl.jcajce.JcaPKCS8Generator;
import org.bouncycastle.openssl.jcajce.JceOpenSSLPKCS8EncryptorBuilder;
import org.bouncycastle.util.io.pem.PemObjectGenerator;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class SettingsTest {

  private static final String PASSWORD = "opens the key";

  @TempDir Path directory;
  private final TestAuthority authority = TestAuthority.create();

  @BeforeEach
  void files() {
    authority.issue().writeTo(directory);
  }

  @ParameterizedTest
  @ValueSource(strings = {"holdfast.tls.certificate", "holdfast.tls.private-key"})
  void certificateAndKeyGoTogether(String left) {
    Map<String, Object> settings = settings();
    settings.remove(left);

    assertEndsTheStart(settings, left + " is missing");
  }

  @Test
  void authenticationNeedsTrustedAuthorities() {
    Map<String, Object> settings = settings();
    settings.remove("holdfast.tls.trusted");
    settings.put("holdfast.tls.client-authentication", "required");

    assertEndsTheStart(settings, "holdfast.tls.client-authentication", "holdfast.tls.trusted");
  }

  @ParameterizedTest
  @ValueSource(
      strings = {"holdfast.tls.certificate", "holdfast.tls.private-key", "holdfast.tls.trusted"})
  void fileThatIsMissingIsNamed(String setting) {
    Map<String, Object> settings = settings();
    settings.put(setting, directory.resolve("none.pem").toString());

    assertEndsTheStart(settings, setting, "none.pem");
  }

  @ParameterizedTest
  @ValueSource(
      strings = {"holdfast.tls.certificate", "holdfast.tls.private-key", "holdfast.tls.trusted"})
  void fileThatIsSomethingElseIsNamedAndNotRepeated(String setting) throws IOException {
    Path other =
        Files.writeString(directory.resolve("other.pem"), "-----BEGIN PRIVATE KEY-----\nsecret");
    Map<String, Object> settings = settings();
    settings.put(setting, other.toString());

    assertEndsTheStart(settings, setting, "other.pem");
    assertThatThrownBy(() -> Service.of(settings))
        .satisfies(e -> assertThat(trace(e)).doesNotContain("secret"));
  }

  @Test
  void keyOfAnotherCertificateIsRefused() {
    authority.issue().writeTo(directory.resolve("other"));
    Map<String, Object> settings = settings();
    settings.put("holdfast.tls.private-key", directory.resolve("other/tls.key").toString());

    assertEndsTheStart(
        settings, "holdfast.tls.private-key is not the key of holdfast.tls.certificate");
  }

  @Test
  void nothingButKnownKindsOfAuthentication() {
    Map<String, Object> settings = settings();
    settings.put("holdfast.tls.client-authentication", "sometimes");

    assertEndsTheStart(settings, "client-authentication");
  }

  @Test
  void certificateThatHasEndedOnlyWarns() {
    authority.issueExpired().writeTo(directory);
    try (Service service = Service.with(directory)) {
      assertThat(secondsLeft(service)).isNegative();
    }
  }

  @Test
  void tellsHowLongTheCertificateIsGoodYet() {
    try (Service service = Service.with(directory)) {
      assertThat(secondsLeft(service)).isBetween(86_000.0, 86_400.0);
    }
  }

  @ParameterizedTest
  @CsvSource({"RSA,2048", "EC,256"})
  void keysAreReadAsAnybodyWritesThem(String algorithm, int bits) throws Exception {
    KeyPair pair = pair(algorithm, bits);
    authority.issue(pair).writeTo(directory);
    var encrypted =
        new JcaPKCS8Generator(
            pair.getPrivate(),
            new JceOpenSSLPKCS8EncryptorBuilder(PKCS8Generator.AES_256_CBC)
                .setProvider(new BouncyCastleProvider())
                .setPassword(PASSWORD.toCharArray())
                .build());

    assertRead(new JcaMiscPEMGenerator(pair.getPrivate()));
    assertRead(new JcaPKCS8Generator(pair.getPrivate(), null));
    assertRead(encrypted);
  }

  private void assertRead(PemObjectGenerator form) throws IOException {
    Files.writeString(directory.resolve("tls.key"), pem(form));
    var settings =
        new TlsSettings(
            directory.resolve("tls.crt"),
            directory.resolve("tls.key"),
            Secret.of(PASSWORD),
            null,
            ClientAuthentication.NONE,
            Duration.ofDays(1));
    assertThat(Material.read(settings).expiry()).isPresent();
  }

  private Map<String, Object> settings() {
    return new HashMap<>(TestCertificate.settings(directory));
  }

  private static void assertEndsTheStart(Map<String, Object> settings, String... words) {
    assertThatThrownBy(() -> Service.of(settings))
        .satisfies(e -> assertThat(trace(e)).contains(words));
  }

  private static String trace(Throwable trouble) {
    StringBuilder all = new StringBuilder();
    for (Throwable e = trouble; e != null; e = e.getCause()) {
      all.append(e).append('\n');
    }
    return all.toString();
  }

  private static double secondsLeft(Service service) {
    return service.get(MeterRegistry.class).get("holdfast.tls.certificate.expiry").gauge().value();
  }

  private static KeyPair pair(String algorithm, int bits) throws Exception {
    // Unlike the JDK, and like everybody else, it names the curve in the older form.
    KeyPairGenerator generator =
        KeyPairGenerator.getInstance(algorithm, new BouncyCastleProvider());
    generator.initialize(bits);
    return generator.generateKeyPair();
  }

  private static String pem(PemObjectGenerator form) throws IOException {
    StringWriter text = new StringWriter();
    try (JcaPEMWriter writer = new JcaPEMWriter(text)) {
      writer.writeObject(form);
    }
    return text.toString();
  }
}
