package dev.holdfast.token.encryption;

import com.google.crypto.tink.Aead;

/** A key that wraps users' data keys. */
record KeyEncryptionKey(KeyUri uri, Aead aead) {}
