package dev.holdfast.token.encryption.aws;

import dev.holdfast.token.encryption.KeyServiceContract;
import dev.holdfast.token.encryption.KeyTechnology;
import dev.holdfast.token.encryption.KeyUri;
import dev.holdfast.token.encryption.StubKeyService;
import java.net.URI;
import org.junit.jupiter.api.BeforeAll;

class AwsKeysTest extends KeyServiceContract {

  /** Where the SDK looks first. */
  @BeforeAll
  static void credentials() {
    System.setProperty("aws.accessKeyId", "nobody");
    System.setProperty("aws.secretAccessKey", StubKeyService.TOKEN);
  }

  @Override
  protected KeyTechnology technology() {
    return new AwsKeys(new AwsSettings(URI.create("http://" + stub.authority())));
  }

  @Override
  protected KeyUri uri(String name) {
    return new KeyUri("aws-kms://arn:aws:kms:eu-central-1:111122223333:key/" + name);
  }
}
