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

  /** A key that can be used. */
  protected abstract KeyUri one();

  /** Another one. */
  protected abstract KeyUri another();

  /** A key that nobody may use. */
  protected abstract KeyUri forbidden();

  @Test
  void unwrapsWhatItWrappedForTheSameOwner() throws GeneralSecurityException {
    byte[] wrapped = open(one()).encrypt(DATA_KEY, OWNER);

    assertThat(wrapped).isNotEqualTo(DATA_KEY);
    assertThat(open(one()).decrypt(wrapped, OWNER)).isEqualTo(DATA_KEY);
  }

  @Test
  void unwrapsForNobodyElse() throws GeneralSecurityException {
    byte[] wrapped = open(one()).encrypt(DATA_KEY, OWNER);

    assertThatThrownBy(() -> open(one()).decrypt(wrapped, "thief".getBytes(UTF_8)))
        .isInstanceOf(GeneralSecurityException.class);
  }

  @Test
  void unwrapsNothingOfAnotherKey() throws GeneralSecurityException {
    byte[] wrapped = open(one()).encrypt(DATA_KEY, OWNER);

    assertThatThrownBy(() -> open(another()).decrypt(wrapped, OWNER))
        .isInstanceOf(GeneralSecurityException.class);
  }

  @Test
  void keyThatMayNotBeUsedIsToldWithoutSecrets() {
    assertThatThrownBy(() -> open(forbidden()).encrypt(DATA_KEY, OWNER))
        .isInstanceOfAny(GeneralSecurityException.class, KeysUnavailableException.class)
        .hasMessageNotContaining(StubKeyService.TOKEN);
  }

  @Test
  void uriOfAnotherFormIsRefused() {
    assertThat(one().scheme()).isEqualTo(technology().scheme());
    assertThatThrownBy(() -> open(new KeyUri(technology().scheme() + "://nonsense")))
        .isInstanceOf(GeneralSecurityException.class)
        .hasMessageContaining("looks like");
  }

  private Aead open(KeyUri uri) throws GeneralSecurityException {
    return technology().open(uri);
  }
}
