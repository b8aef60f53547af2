package dev.holdfast.cryptography;

import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.api.condition.OS.LINUX;

import com.amazon.corretto.crypto.provider.AmazonCorrettoCryptoProvider;
import io.micronaut.context.ApplicationContext;
import java.security.KeyPair;
import java.security.KeyPairGenerator;
import java.security.Security;
import java.security.Signature;
import java.security.spec.ECGenParameterSpec;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.condition.EnabledOnOs;

class NativeCryptographyTest {

  private static final String NAME = AmazonCorrettoCryptoProvider.PROVIDER_NAME;

  @BeforeEach
  @AfterEach
  void asTheJdkIs() {
    Security.removeProvider(NAME);
    System.clearProperty(NativeCryptography.SWITCH);
  }

  @Test
  @EnabledOnOs(LINUX)
  void isFirstOnceAnApplicationHasStarted() {
    ApplicationContext.run().close();

    assertThat(Security.getProviders()[0].getName()).isEqualTo(NAME);
  }

  @Test
  void staysAwayIfSwitchedOff() {
    System.setProperty(NativeCryptography.SWITCH, "false");

    ApplicationContext.run().close();

    assertThat(Security.getProvider(NAME)).isNull();
  }

  /** Replicas on different platforms share keys: what one signs, the other has to believe. */
  @Test
  @EnabledOnOs(LINUX)
  void agreesWithTheJdk() throws Exception {
    KeyPairGenerator generator = KeyPairGenerator.getInstance("EC");
    generator.initialize(new ECGenParameterSpec("secp256r1"));
    KeyPair keys = generator.generateKeyPair();
    Signature jdk = Signature.getInstance("SHA256withECDSA", "SunEC");
    Signature corretto =
        Signature.getInstance("SHA256withECDSA", AmazonCorrettoCryptoProvider.INSTANCE);

    assertThat(verified(jdk, keys, signed(corretto, keys))).isTrue();
    assertThat(verified(corretto, keys, signed(jdk, keys))).isTrue();
  }

  private static byte[] signed(Signature signature, KeyPair keys) throws Exception {
    signature.initSign(keys.getPrivate());
    signature.update((byte) 1);
    return signature.sign();
  }

  private static boolean verified(Signature signature, KeyPair keys, byte[] value)
      throws Exception {
    signature.initVerify(keys.getPublic());
    signature.update((byte) 1);
    return signature.verify(value);
  }
}
