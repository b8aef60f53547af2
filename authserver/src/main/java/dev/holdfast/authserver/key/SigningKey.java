package dev.holdfast.authserver.key;

import com.nimbusds.jose.JOSEException;
import com.nimbusds.jose.JWSSigner;
import com.nimbusds.jose.JWSVerifier;
import com.nimbusds.jose.jwk.JWK;
import java.time.Instant;

/** A key with its private half, made ready once: signer and verifier are safe for all threads. */
final class SigningKey {

  private final SigningAlgorithm algorithm;
  private final long generation;
  private final Instant createdAt;
  private final Instant activatesAt;
  private final JWK publicHalf;
  private final JWSSigner signer;
  private final JWSVerifier verifier;

  SigningKey(
      SigningAlgorithm algorithm, long generation, JWK key, Instant createdAt, Instant activatesAt)
      throws JOSEException {
    this.algorithm = algorithm;
    this.generation = generation;
    this.createdAt = createdAt;
    this.activatesAt = activatesAt;
    this.publicHalf = key.toPublicJWK();
    this.signer = algorithm.signer(key);
    this.verifier = algorithm.verifier(key);
  }

  String kid() {
    return publicHalf.getKeyID();
  }

  SigningAlgorithm algorithm() {
    return algorithm;
  }

  /** Counts the keys of its algorithm, from 1. */
  long generation() {
    return generation;
  }

  Instant createdAt() {
    return createdAt;
  }

  /** From when on it signs. */
  Instant activatesAt() {
    return activatesAt;
  }

  JWK publicHalf() {
    return publicHalf;
  }

  JWSSigner signer() {
    return signer;
  }

  JWSVerifier verifier() {
    return verifier;
  }

  @Override
  public String toString() {
    return "SigningKey[" + algorithm + ' ' + generation + ", kid=" + kid() + ']';
  }
}
