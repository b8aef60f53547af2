package dev.holdfast.token.encryption.aws;

import com.google.crypto.tink.Aead;
import dev.holdfast.token.encryption.KeyTechnology;
import dev.holdfast.token.encryption.KeyUri;
import jakarta.inject.Singleton;
import java.security.GeneralSecurityException;

/** {@code aws-kms://arn:aws:kms:region:account:key/id}, or an alias's ARN. */
@Singleton
final class AwsKeys implements KeyTechnology {

  private static final int ARN_PARTS = 6;
  private static final int REGION = 3;

  private final AwsSettings settings;

  AwsKeys(AwsSettings settings) {
    this.settings = settings;
  }

  @Override
  public String scheme() {
    return "aws-kms";
  }

  @Override
  public Aead open(KeyUri uri) throws GeneralSecurityException {
    String[] arn = uri.rest().split(":", ARN_PARTS);
    if (arn.length != ARN_PARTS || !arn[0].equals("arn") || !arn[2].equals("kms")) {
      throw new GeneralSecurityException("an AWS key's URI looks like aws-kms://arn:aws:kms:…");
    }
    return AwsAead.open(uri.rest(), arn[REGION], settings.endpoint());
  }
}
