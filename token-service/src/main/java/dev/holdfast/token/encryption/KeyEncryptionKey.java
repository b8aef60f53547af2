package dev.holdfast.token.encryption;

import com.google.crypto.tink.Aead;

/** The key that wraps users' data keys. */
record KeyEncryptionKey(Aead aead) {}
