package dev.holdfast.authserver.key;

import java.util.Optional;

/** Where signing keys are kept. */
public interface SigningKeyRows {

  /** The key in a slot. */
  Optional<SigningKeyRow> bySlot(String slot);

  /** Fills a slot; fails if it is taken. */
  SigningKeyRow save(SigningKeyRow row);
}
