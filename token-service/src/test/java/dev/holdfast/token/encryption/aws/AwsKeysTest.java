package dev.holdfast.token.encryption.aws;

import dev.holdfast.token.encryption.KeyTechnology;
import dev.holdfast.token.encryption.KeyTechnologyContract;
import dev.holdfast.token.encryption.KeyUri;
import dev.holdfast.token.encryption.StubKeyService;
import java.net.URI;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeAll;

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
