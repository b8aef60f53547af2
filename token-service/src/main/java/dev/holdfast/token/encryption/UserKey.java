package dev.holdfast.token.encryption;

import static java.nio.charset.StandardCharsets.UTF_8;

import com.google.crypto.tink.Aead;
import com.google.crypto.tink.util.Bytes;
import dev.holdfast.contracts.identity.SubjectId;
import dev.holdfast.contracts.secret.Secret;
import java.security.GeneralSecurityException;
import java.util.stream.Stream;

/**
 * Seals for one user. What is sealed opens only with the same user, purpose and context, so a value
 * copied to another row is worthless there.
 */
public final class UserKey {

  private final SubjectId subject;
  private final Aead aead;

  UserKey(SubjectId subject, Aead aead) {
    this.subject = subject;
    this.aead = aead;
  }

  /** Encrypts and authenticates. */
  public Bytes seal(Secret value, String... context) {
    try {
      byte[] plain = value.reveal().getBytes(UTF_8);
      return Bytes.copyFrom(aead.encrypt(plain, associatedData(context)));
    } catch (GeneralSecurityException e) {
      throw new KeysUnavailableException("cannot seal", e);
    }
  }

  /**
   * The value again.
   *
   * @throws KeysUnavailableException if it was sealed for another user or context, or changed
   */
  public Secret open(Bytes sealed, String... context) {
    try {
      byte[] plain = aead.decrypt(sealed.toByteArray(), associatedData(context));
      return Secret.of(new String(plain, UTF_8));
    } catch (GeneralSecurityException e) {
      throw new KeysUnavailableException("cannot open what was sealed", e);
    }
  }

  private byte[] associatedData(String... context) {
    return Parts.join(
        Stream.concat(Stream.of(subject.issuer(), subject.subject()), Stream.of(context)));
  }
}
