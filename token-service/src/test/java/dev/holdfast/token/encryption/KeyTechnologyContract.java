package dev.holdfast.token.encryption;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.google.crypto.tink.Aead;
import com.google.crypto.tink.aead.AeadConfig;
import java.security.GeneralSecurityException;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;

/** What {@link KeyTechnology} promises, whatever keeps the keys. */
public abstract class KeyTechnologyContract {

  private static final byte[] DATA_KEY = "a data key".getBytes(UTF_8);
  private static final byte[] OWNER = "owner".getBytes(UTF_8);

  @BeforeAll
  static void register() throws GeneralSecurityException {
    AeadConfig.register();
  }

  /** The technology under test. */
  protected abstract KeyTechnology technology();

  /** A key of this name; nobody may use the one named {@code forbidden}. */
  protected abstract KeyUri uri(String name);

  @Test
  void unwrapsWhatItWrappedForTheSameOwner() throws GeneralSecurityException {
    byte[] wrapped = open(uri("one")).encrypt(DATA_KEY, OWNER);

    assertThat(wrapped).isNotEqualTo(DATA_KEY);
    assertThat(open(uri("one")).decrypt(wrapped, OWNER)).isEqualTo(DATA_KEY);
  }

  @Test
  void unwrapsForNobodyElse() throws GeneralSecurityException {
    byte[] wrapped = open(uri("one")).encrypt(DATA_KEY, OWNER);

    assertThatThrownBy(() -> open(uri("one")).decrypt(wrapped, "thief".getBytes(UTF_8)))
        .isInstanceOf(GeneralSecurityException.class);
  }

  @Test
  void unwrapsNothingOfAnotherKey() throws GeneralSecurityException {
    byte[] wrapped = open(uri("one")).encrypt(DATA_KEY, OWNER);

    assertThatThrownBy(() -> open(uri("another")).decrypt(wrapped, OWNER))
        .isInstanceOf(GeneralSecurityException.class);
  }

  @Test
  void keyThatMayNotBeUsedIsToldWithoutSecrets() {
    assertThatThrownBy(() -> open(uri("forbidden")).encrypt(DATA_KEY, OWNER))
        .isInstanceOfAny(GeneralSecurityException.class, KeysUnavailableException.class)
        .hasMessageNotContaining(StubKeyService.TOKEN);
  }

  @Test
  void uriOfAnotherFormIsRefused() {
    assertThat(uri("one").scheme()).isEqualTo(technology().scheme());
    assertThatThrownBy(() -> open(new KeyUri(technology().scheme() + "://nonsense")))
        .isInstanceOf(GeneralSecurityException.class)
        .hasMessageContaining("looks like");
  }

  private Aead open(KeyUri uri) throws GeneralSecurityException {
    return technology().open(uri);
  }
}
