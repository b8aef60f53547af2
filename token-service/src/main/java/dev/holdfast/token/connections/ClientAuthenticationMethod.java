package dev.holdfast.token.connections;

/** How we prove to a provider that we are its client (RFC 7591, section 2; RFC 7523). */
public enum ClientAuthenticationMethod {

  /** Id and secret by HTTP Basic (RFC 6749, section 2.3.1). */
  CLIENT_SECRET_BASIC,

  /** Id and secret in the body. */
  CLIENT_SECRET_POST,

  /** An assertion signed with our private key (RFC 7523, section 2.2). */
  PRIVATE_KEY_JWT,

  /** Only the id: a public client. */
  NONE;

  boolean needsSecret() {
    return this == CLIENT_SECRET_BASIC || this == CLIENT_SECRET_POST;
  }
}
