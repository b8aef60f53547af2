package dev.holdfast.token.encryption.aws;

import com.google.crypto.tink.Aead;
import dev.holdfast.token.encryption.KeyServiceAwayException;
import java.net.URI;
import java.security.GeneralSecurityException;
import java.time.Duration;
import java.util.HexFormat;
import java.util.Map;
import org.jspecify.annotations.Nullable;
import software.amazon.awssdk.core.SdkBytes;
import software.amazon.awssdk.core.client.config.ClientOverrideConfiguration;
import software.amazon.awssdk.core.exception.SdkException;
import software.amazon.awssdk.core.exception.SdkServiceException;
import software.amazon.awssdk.http.urlconnection.UrlConnectionHttpClient;
import software.amazon.awssdk.regions.Region;
import software.amazon.awssdk.services.kms.KmsClient;

/**
 * Encrypts by KMS. Associated data goes as encryption context, in the form that Tink's own adapter
 * uses, so that either opens what the other sealed.
 */
final class AwsAead implements Aead {

  private static final Duration TIME_LIMIT = Duration.ofSeconds(5);
  private static final String CONTEXT = "associatedData";

  private final KmsClient kms;
  private final String key;

  private AwsAead(KmsClient kms, String key) {
    this.kms = kms;
    this.key = key;
  }

  static Aead open(String key, String region, @Nullable URI endpoint)
      throws GeneralSecurityException {
    try {
      var builder =
          KmsClient.builder()
              .region(Region.of(region))
              .httpClientBuilder(UrlConnectionHttpClient.builder())
              .overrideConfiguration(
                  ClientOverrideConfiguration.builder().apiCallTimeout(TIME_LIMIT).build());
      if (endpoint != null) {
        builder.endpointOverride(endpoint);
      }
      return new AwsAead(builder.build(), key);
    } catch (SdkException e) {
      throw new GeneralSecurityException("AWS KMS: " + e.getMessage(), e);
    }
  }

  @Override
  public byte[] encrypt(byte[] plain, byte[] about) throws GeneralSecurityException {
    try {
      return kms.encrypt(
              request ->
                  request
                      .keyId(key)
                      .plaintext(SdkBytes.fromByteArray(plain))
                      .encryptionContext(context(about)))
          .ciphertextBlob()
          .asByteArray();
    } catch (SdkException e) {
      throw failure(e);
    }
  }

  /** Names the key, so that KMS does not open what another key of the account sealed. */
  @Override
  public byte[] decrypt(byte[] sealed, byte[] about) throws GeneralSecurityException {
    try {
      return kms.decrypt(
              request ->
                  request
                      .keyId(key)
                      .ciphertextBlob(SdkBytes.fromByteArray(sealed))
                      .encryptionContext(context(about)))
          .plaintext()
          .asByteArray();
    } catch (SdkException e) {
      throw failure(e);
    }
  }

  private static GeneralSecurityException failure(SdkException e) {
    String message = "AWS KMS: " + e.getMessage();
    // Anything else never came to an answer.
    boolean refused =
        e instanceof SdkServiceException told
            && !told.isThrottlingException()
            && !KeyServiceAwayException.isToldBy(told.statusCode());
    return refused
        ? new GeneralSecurityException(message, e)
        : new KeyServiceAwayException(message, e);
  }

  private static Map<String, String> context(byte[] about) {
    return about.length == 0 ? Map.of() : Map.of(CONTEXT, HexFormat.of().formatHex(about));
  }
}
