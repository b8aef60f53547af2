package dev.holdfast.token.encryption;

import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.google.crypto.tink.Aead;
import java.security.GeneralSecurityException;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

/** What a {@link KeyTechnology} that calls a service promises beyond that. */
public abstract class KeyServiceContract extends KeyTechnologyContract {

  /** The service. */
  protected final StubKeyService stub = new StubKeyService();

  @AfterEach
  void stop() {
    stub.close();
  }

  @Test
  void aServiceThatIsAwayMayComeBack() throws GeneralSecurityException {
    Aead key = technology().open(uri("one"));
    stub.close();

    assertThatThrownBy(() -> key.encrypt(new byte[1], new byte[0]))
        .isInstanceOf(KeyServiceAwayException.class)
        .hasMessageNotContaining(StubKeyService.TOKEN);
  }

  @Test
  void aServiceInTroubleMayRecover() throws GeneralSecurityException {
    Aead key = technology().open(uri("one"));
    stub.down(true);

    assertThatThrownBy(() -> key.encrypt(new byte[1], new byte[0]))
        .isInstanceOf(KeyServiceAwayException.class)
        .hasMessageNotContaining(StubKeyService.TOKEN);
  }

  @Test
  void aRefusalIsForGood() throws GeneralSecurityException {
    Aead key = technology().open(uri("forbidden"));

    assertThatThrownBy(() -> key.encrypt(new byte[1], new byte[0]))
        .isInstanceOf(GeneralSecurityException.class)
        .isNotInstanceOf(KeyServiceAwayException.class);
  }
}
