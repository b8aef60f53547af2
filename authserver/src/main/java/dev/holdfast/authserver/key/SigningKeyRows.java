package dev.holdfast.authserver.key;

import java.util.List;

/** Where signing keys are kept. */
public interface SigningKeyRows {

  /** Every key, whatever its age. */
  List<SigningKeyRow> all();

  /**
   * Adds a key.
   *
   * @throws io.micronaut.data.exceptions.DataAccessException if its algorithm has a key of that
   *     generation already
   */
  SigningKeyRow save(SigningKeyRow row);

  /** Removes a key for good; one that is gone already is fine. */
  int remove(String kid);
}
