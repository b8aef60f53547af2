package dev.holdfast.token.encryption.gcp;

import com.nimbusds.jose.util.JSONObjectUtils;
import dev.holdfast.bearer.testing.NoTls;
import dev.holdfast.token.encryption.KeyServiceCalls;
import dev.holdfast.token.encryption.KeyServiceContract;
import dev.holdfast.token.encryption.KeyTechnology;
import dev.holdfast.token.encryption.KeyUri;
import io.micronaut.json.JsonMapper;
import java.io.IOException;
import java.net.URI;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.GeneralSecurityException;
import java.security.KeyPairGenerator;
import java.util.Base64;
import java.util.Map;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.io.TempDir;

class GoogleKeysTest extends KeyServiceContract {

  @TempDir Path directory;

  /** A service account of the stub's. */
  @BeforeEach
  void account() throws IOException, GeneralSecurityException {
    KeyPairGenerator rsa = KeyPairGenerator.getInstance("RSA");
    rsa.initialize(2048);
    String key =
        "-----BEGIN PRIVATE KEY-----\n%s\n-----END PRIVATE KEY-----\n"
            .formatted(
                Base64.getMimeEncoder()
                    .encodeToString(rsa.generateKeyPair().getPrivate().getEncoded()));
    Map<String, Object> account =
        Map.of(
            "type", "service_account",
            "client_id", "1",
            "client_email", "token-service@example.iam.gserviceaccount.com",
            "private_key_id", "1",
            "private_key", key,
            "token_uri", "http://" + stub.authority() + "/token");
    Files.writeString(directory.resolve("account.json"), JSONObjectUtils.toJSONString(account));
  }

  @Override
  protected KeyTechnology technology() {
    return new GoogleKeys(
        new GoogleSettings(
            URI.create("http://" + stub.authority()), directory.resolve("account.json")),
        new KeyServiceCalls(JsonMapper.createDefault(), NoTls.settings()));
  }

  @Override
  protected KeyUri uri(String name) {
    return new KeyUri(
        "gcp-kms://projects/p/locations/europe-west1/keyRings/holdfast/cryptoKeys/" + name);
  }
}
