package dev.holdfast.token.encryption.aws;

import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.google.crypto.tink.Aead;
import dev.holdfast.token.encryption.KeyServiceAwayException;
import dev.holdfast.token.encryption.KeyTechnology;
import dev.holdfast.token.encryption.KeyTechnologyContract;
import dev.holdfast.token.encryption.KeyUri;
import dev.holdfast.token.encryption.StubKeyService;
import java.net.URI;
import java.security.GeneralSecurityException;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;

class AwsKeysTest extends KeyTechnologyContract {

  private final StubKeyService stub = new StubKeyService();

  /** Where the SDK looks first. */
  @BeforeAll
  static void credentials() {
    System.setProperty("aws.accessKeyId", "nobody");
    System.setProperty("aws.secretAccessKey", StubKeyService.TOKEN);
  }

  @AfterEach
  void stop() {
    stub.close();
  }

  @Test
  void aServiceThatIsAwayMayComeBack() throws GeneralSecurityException {
    Aead key = technology().open(one());
    stub.close();

    assertThatThrownBy(() -> key.encrypt(new byte[1], new byte[0]))
        .isInstanceOf(KeyServiceAwayException.class);
  }

  @Test
  void aRefusalIsForGood() throws GeneralSecurityException {
    Aead key = technology().open(forbidden());

    assertThatThrownBy(() -> key.encrypt(new byte[1], new byte[0]))
        .isInstanceOf(GeneralSecurityException.class)
        .isNotInstanceOf(KeyServiceAwayException.class);
  }

  @Override
  protected KeyTechnology technology() {
    return new AwsKeys(new AwsSettings(URI.create("http://" + stub.authority())));
  }

  @Override
  protected KeyUri one() {
    return uri("one");
  }

  @Override
  protected KeyUri another() {
    return uri("another");
  }

  @Override
  protected KeyUri forbidden() {
    return uri("forbidden");
  }

  private static KeyUri uri(String name) {
    return new KeyUri("aws-kms://arn:aws:kms:eu-central-1:111122223333:key/" + name);
  }
}
