package dev.holdfast.bearer;

import dev.holdfast.contracts.claims.Claims;
import dev.holdfast.contracts.identity.SubjectId;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/** The claims of RFC 9068, section 2.2, each of the type it must have. */
record TokenClaims(
    SubjectId subject,
    String clientId,
    Set<String> scopes,
    List<String> audience,
    Instant issuedAt,
    Instant notBefore,
    Instant expiresAt,
    String jti,
    @Nullable String sid,
    @Nullable String gid,
    @Nullable Instant accessEpoch) {

  private static final long LAST_SECOND = Instant.parse("9999-12-31T23:59:59Z").getEpochSecond();
  private static final long MICROS_PER_SECOND = 1_000_000;

  /** Reads the payload as it was signed: a library that helps with types would hide a wrong one. */
  static TokenClaims of(Map<String, Object> payload) throws RejectedTokenException {
    Instant issuedAt = instant(payload, "iat");
    String scope = optionalText(payload, Claims.SCOPE);
    return new TokenClaims(
        subject(payload),
        text(payload, Claims.CLIENT_ID),
        scope == null ? Set.of() : Set.copyOf(List.of(scope.strip().split(" +", -1))),
        audience(payload),
        issuedAt,
        payload.containsKey("nbf") ? instant(payload, "nbf") : issuedAt,
        instant(payload, "exp"),
        text(payload, "jti"),
        optionalText(payload, Claims.SID),
        optionalText(payload, Claims.GID),
        payload.containsKey(Claims.ACCESS_EPOCH) ? accessEpoch(payload) : null);
  }

  /** The issuer as claimed; needed before the signature can be checked. */
  static String issuer(Map<String, Object> payload) throws RejectedTokenException {
    return text(payload, "iss");
  }

  private static SubjectId subject(Map<String, Object> payload) throws RejectedTokenException {
    try {
      return new SubjectId(text(payload, "iss"), text(payload, "sub"));
    } catch (IllegalArgumentException e) {
      throw new RejectedTokenException(Rejection.BAD_CLAIMS);
    }
  }

  /** One string or an array of strings (RFC 7519, section 4.1.3). */
  private static List<String> audience(Map<String, Object> payload) throws RejectedTokenException {
    Object value = payload.get("aud");
    if (value instanceof String one) {
      return List.of(one);
    }
    if (value instanceof List<?> many && many.stream().allMatch(String.class::isInstance)) {
      return many.stream().map(String.class::cast).toList();
    }
    throw new RejectedTokenException(Rejection.BAD_CLAIMS);
  }

  private static String text(Map<String, Object> payload, String claim)
      throws RejectedTokenException {
    if (payload.get(claim) instanceof String text && !text.isBlank()) {
      return text;
    }
    throw new RejectedTokenException(Rejection.BAD_CLAIMS);
  }

  private static @Nullable String optionalText(Map<String, Object> payload, String claim)
      throws RejectedTokenException {
    return payload.containsKey(claim) ? text(payload, claim) : null;
  }

  private static Instant accessEpoch(Map<String, Object> payload) throws RejectedTokenException {
    if (payload.get(Claims.ACCESS_EPOCH) instanceof Long micros
        && micros >= 0
        && micros / MICROS_PER_SECOND <= LAST_SECOND) {
      return Instant.EPOCH.plus(micros, ChronoUnit.MICROS);
    }
    throw new RejectedTokenException(Rejection.BAD_CLAIMS);
  }

  private static Instant instant(Map<String, Object> payload, String claim)
      throws RejectedTokenException {
    if (payload.get(claim) instanceof Number number
        && number.doubleValue() >= 0
        && number.doubleValue() <= LAST_SECOND) {
      return Instant.ofEpochSecond(number.longValue());
    }
    throw new RejectedTokenException(Rejection.BAD_CLAIMS);
  }
}
