package dev.holdfast.gateway.upstream;

import static java.nio.charset.StandardCharsets.UTF_8;

import com.google.crypto.tink.Aead;
import com.google.crypto.tink.KeysetHandle;
import com.google.crypto.tink.aead.AeadConfig2026;
import com.google.crypto.tink.aead.PredefinedAeadParameters;
import dev.holdfast.contracts.secret.Secret;
import java.security.GeneralSecurityException;

/** Keeps tokens as ciphertext under a key that is in this object's memory and nowhere else. */
public final class TokenSeal {

  private final Aead aead;

  /** With a key of its own. */
  public TokenSeal() {
    try {
      this.aead =
          KeysetHandle.generateNew(PredefinedAeadParameters.AES256_GCM, AeadConfig2026.get())
              .getPrimitive(AeadConfig2026.get(), Aead.class);
    } catch (GeneralSecurityException e) {
      throw new IllegalStateException("no key can be made", e);
    }
  }

  /**
   * The token as ciphertext.
   *
   * @param owner what it belongs to, and opens for
   */
  public byte[] seal(Secret token, String owner) {
    try {
      return aead.encrypt(token.reveal().getBytes(UTF_8), owner.getBytes(UTF_8));
    } catch (GeneralSecurityException e) {
      throw new IllegalStateException("a token cannot be sealed", e);
    }
  }

  /**
   * The token.
   *
   * @throws IllegalStateException if it belongs to another owner
   */
  public Secret open(byte[] sealed, String owner) {
    try {
      return Secret.of(new String(aead.decrypt(sealed, owner.getBytes(UTF_8)), UTF_8));
    } catch (GeneralSecurityException e) {
      throw new IllegalStateException("a token was sealed for another owner", e);
    }
  }
}
