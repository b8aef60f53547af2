package dev.holdfast.token.encryption;

import static java.nio.charset.StandardCharsets.UTF_8;

import com.google.crypto.tink.Aead;
import com.google.crypto.tink.util.Bytes;
import dev.holdfast.contracts.identity.SubjectId;
import dev.holdfast.contracts.secret.Secret;
import java.security.GeneralSecurityException;
import java.util.Arrays;
import java.util.Optional;
import java.util.function.Function;
import java.util.stream.Stream;

/**
 * Seals for one user. What is sealed opens only with the same user, purpose and context, so a value
 * copied to another row is worthless there. For one request; never keep it.
 */
public final class UserKey {

  private final SubjectId subject;
  private final String id;
  private final Aead aead;
  private final Function<SubjectId, Optional<UserKey>> newest;

  UserKey(SubjectId subject, String id, Aead aead, Function<SubjectId, Optional<UserKey>> newest) {
    this.subject = subject;
    this.id = id;
    this.aead = aead;
    this.newest = newest;
  }

  /** Whose it is. */
  public SubjectId subject() {
    return subject;
  }

  String id() {
    return id;
  }

  /** Encrypts and authenticates. To store the result, see {@link UserKeys#storing}. */
  public Bytes seal(Secret value, String... context) {
    byte[] plain = value.reveal().getBytes(UTF_8);
    try {
      return Bytes.copyFrom(aead.encrypt(plain, associatedData(context)));
    } catch (GeneralSecurityException e) {
      throw new KeysUnavailableException("cannot seal", e);
    } finally {
      Arrays.fill(plain, (byte) 0);
    }
  }

  /**
   * The value again. If the user got a new key after this one was read, that one opens.
   *
   * @throws KeysUnavailableException if it was sealed for another user or context, or changed
   */
  public Secret open(Bytes sealed, String... context) {
    try {
      return decrypted(sealed, context);
    } catch (GeneralSecurityException e) {
      UserKey next =
          newest
              .apply(subject)
              .filter(key -> !key.id.equals(id))
              .orElseThrow(() -> new KeysUnavailableException("cannot open what was sealed", e));
      try {
        return next.decrypted(sealed, context);
      } catch (GeneralSecurityException again) {
        throw new KeysUnavailableException("cannot open what was sealed", again);
      }
    }
  }

  private Secret decrypted(Bytes sealed, String... context) throws GeneralSecurityException {
    byte[] plain = aead.decrypt(sealed.toByteArray(), associatedData(context));
    try {
      return Secret.of(new String(plain, UTF_8));
    } finally {
      Arrays.fill(plain, (byte) 0);
    }
  }

  private byte[] associatedData(String... context) {
    return Parts.join(
        Stream.concat(Stream.of(subject.issuer(), subject.subject()), Stream.of(context)));
  }
}
