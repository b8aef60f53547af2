package dev.holdfast.token.encryption;

import com.google.crypto.tink.Aead;
import java.security.GeneralSecurityException;

/** One technology that keeps key-encryption keys. What it needs is loaded when a key is opened. */
public interface KeyTechnology {

  /** The scheme of its keys' URIs. */
  String scheme();

  /**
   * The key at {@code uri}. Its calls may go over the network; every failure of theirs is a {@link
   * GeneralSecurityException} without key material or credentials, a {@link
   * KeyServiceAwayException} if it may succeed later.
   *
   * @throws GeneralSecurityException if there cannot be such a key
   */
  Aead open(KeyUri uri) throws GeneralSecurityException;
}
