package dev.holdfast.token.encryption.gcp;

import com.google.crypto.tink.Aead;
import dev.holdfast.token.encryption.KeyServiceCalls;
import io.micronaut.json.tree.JsonNode;
import java.net.URI;
import java.security.GeneralSecurityException;
import java.util.Base64;
import java.util.Map;

/** Encrypts by {@code cryptoKeys.encrypt} and {@code cryptoKeys.decrypt} of the REST API, v1. */
final class GoogleAead implements Aead {

  private final KeyServiceCalls calls;
  private final String key;
  private final GoogleToken token;

  GoogleAead(KeyServiceCalls calls, String key, GoogleToken token) {
    this.calls = calls;
    this.key = key;
    this.token = token;
  }

  @Override
  public byte[] encrypt(byte[] plain, byte[] about) throws GeneralSecurityException {
    JsonNode answer = post("encrypt", "plaintext", plain, about);
    return KeyServiceCalls.bytes(answer, "ciphertext");
  }

  @Override
  public byte[] decrypt(byte[] sealed, byte[] about) throws GeneralSecurityException {
    JsonNode answer = post("decrypt", "ciphertext", sealed, about);
    return KeyServiceCalls.bytes(answer, "plaintext");
  }

  private JsonNode post(String verb, String name, byte[] input, byte[] about)
      throws GeneralSecurityException {
    var base64 = Base64.getEncoder();
    return calls.post(
        URI.create(key + ":" + verb),
        Map.of("Authorization", token.bearer()),
        Map.of(
            name,
            base64.encodeToString(input),
            "additionalAuthenticatedData",
            base64.encodeToString(about)));
  }
}
