package dev.holdfast.bearer;

/** Why a token is refused. For logs and metrics; a caller is told {@code invalid_token} only. */
public enum Rejection {
  /** Not a signed JWT; {@code alg: none} is one of these. */
  MALFORMED,
  /** Another kind of JWT, for example an id token (RFC 9068, section 4). */
  WRONG_TYPE,
  /** The issuer is not on the list. */
  UNTRUSTED_ISSUER,
  /** The issuer publishes no such key. */
  UNKNOWN_KEY,
  /** The header names another algorithm than the key's (RFC 8725, section 3.1). */
  WRONG_ALGORITHM,
  /** The signature does not match. */
  BAD_SIGNATURE,
  /** A claim is missing or of the wrong kind. */
  BAD_CLAIMS,
  /** Issued for another resource. */
  WRONG_AUDIENCE,
  /** Its time is over. */
  EXPIRED,
  /** Its time has not come. */
  NOT_YET_VALID
}
