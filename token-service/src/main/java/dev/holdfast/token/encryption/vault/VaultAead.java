package dev.holdfast.token.encryption.vault;

import static java.nio.charset.StandardCharsets.US_ASCII;

import com.google.crypto.tink.Aead;
import dev.holdfast.token.encryption.KeyServiceCalls;
import io.micronaut.json.tree.JsonNode;
import java.io.IOException;
import java.net.URI;
import java.nio.file.Files;
import java.security.GeneralSecurityException;
import java.util.Base64;
import java.util.HashMap;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;

/** Encrypts by the transit engine's {@code encrypt} and {@code decrypt}; keys must be AEAD keys. */
final class VaultAead implements Aead {

  private static final String SEALED = "ciphertext";
  private static final String PLAIN = "plaintext";

  private final KeyServiceCalls calls;
  private final VaultSettings settings;
  private final String engine;
  private final String key;

  VaultAead(KeyServiceCalls calls, VaultSettings settings, String engine, String key) {
    this.calls = calls;
    this.settings = settings;
    this.engine = engine;
    this.key = key;
  }

  @Override
  public byte[] encrypt(byte[] plain, byte[] about) throws GeneralSecurityException {
    String input = Base64.getEncoder().encodeToString(plain);
    return KeyServiceCalls.text(post("encrypt", PLAIN, input, about), SEALED).getBytes(US_ASCII);
  }

  @Override
  public byte[] decrypt(byte[] sealed, byte[] about) throws GeneralSecurityException {
    String input = new String(sealed, US_ASCII);
    return KeyServiceCalls.bytes(post("decrypt", SEALED, input, about), PLAIN);
  }

  private JsonNode post(String verb, String name, String input, byte[] about)
      throws GeneralSecurityException {
    JsonNode answer =
        calls.post(
            URI.create(engine + "/" + verb + "/" + key),
            headers(),
            Map.of(name, input, "associated_data", Base64.getEncoder().encodeToString(about)));
    return Optional.ofNullable(answer.get("data"))
        .orElseThrow(() -> new GeneralSecurityException("its answer has no data"));
  }

  private Map<String, String> headers() throws GeneralSecurityException {
    Map<String, String> headers = new HashMap<>();
    headers.put("X-Vault-Token", token());
    if (settings.namespace() != null) {
      headers.put("X-Vault-Namespace", settings.namespace());
    }
    return headers;
  }

  private String token() throws GeneralSecurityException {
    if (settings.tokenFile() == null) {
      return Objects.requireNonNull(settings.token()).reveal();
    }
    try {
      return Files.readString(settings.tokenFile()).strip();
    } catch (IOException e) {
      throw new GeneralSecurityException("cannot read the token file", e);
    }
  }
}
