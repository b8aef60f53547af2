package dev.holdfast.bearer;

import dev.holdfast.contracts.identity.SubjectId;
import dev.holdfast.contracts.secret.Secret;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/**
 * An access token whose signature, issuer, audience, type and times were checked. Only {@link
 * AccessTokenVerifier} makes one, so code that takes it cannot be reached with an unchecked token.
 */
public final class VerifiedToken {

  private final TokenClaims claims;
  private final String fingerprint;
  private final @Nullable Secret text;

  VerifiedToken(TokenClaims claims, String fingerprint) {
    this(claims, fingerprint, null);
  }

  private VerifiedToken(TokenClaims claims, String fingerprint, @Nullable Secret text) {
    this.claims = claims;
    this.fingerprint = fingerprint;
    this.text = text;
  }

  /**
   * The same token with its text, for who must show it to its issuer. Whoever keeps verified tokens
   * keeps them without.
   *
   * @throws IllegalArgumentException if that is another token
   */
  public VerifiedToken presented(UnverifiedToken as) {
    if (!as.fingerprint().equals(fingerprint)) {
      throw new IllegalArgumentException("not the token that was verified");
    }
    return new VerifiedToken(claims, fingerprint, as.value());
  }

  /** Its text, if it came along. */
  public Optional<Secret> text() {
    return Optional.ofNullable(text);
  }

  /** Whom it speaks for. */
  public SubjectId subject() {
    return claims.subject();
  }

  /** The client it was issued to. */
  public String clientId() {
    return claims.clientId();
  }

  /** What it allows. */
  public Set<String> scopes() {
    return claims.scopes();
  }

  /** For whom it was issued. */
  public List<String> audience() {
    return claims.audience();
  }

  /** When it was issued. */
  public Instant issuedAt() {
    return claims.issuedAt();
  }

  /** From when on it is worthless. */
  public Instant expiresAt() {
    return claims.expiresAt();
  }

  /** Its id at its issuer. */
  public String jti() {
    return claims.jti();
  }

  /** The login session, if a person signed in. */
  public Optional<String> sid() {
    return Optional.ofNullable(claims.sid());
  }

  /** The grant, if there is one; client credentials have none. */
  public Optional<String> gid() {
    return Optional.ofNullable(claims.gid());
  }

  /**
   * Whether it was made with the rights of before {@code epoch}: its {@code access_epoch} claim is
   * older or, if it has none, it was issued earlier. The instant of issue is known to the second,
   * downwards; a token of the same second may thus be taken for older than it is.
   */
  public boolean isOlderThan(Instant epoch) {
    Instant rightsOf = claims.accessEpoch();
    return (rightsOf == null ? claims.issuedAt() : rightsOf).isBefore(epoch);
  }

  /** SHA-256 of the token's text, in hexadecimal. */
  public String fingerprint() {
    return fingerprint;
  }

  /** Names the token without giving it away. */
  @Override
  public String toString() {
    return "VerifiedToken[jti=" + jti() + ", clientId=" + clientId() + "]";
  }
}
