package dev.holdfast.contracts.events;

import com.fasterxml.jackson.annotation.JsonProperty;

/** Kinds of credentials, as CAEP spells its {@code credential_type} (CAEP 1.0, section 3.3). */
public enum CredentialType {
  /** What a person remembers. */
  @JsonProperty("password")
  PASSWORD,
  /** A WebAuthn credential. CAEP has names for two kinds and leaves room for others. */
  @JsonProperty("passkey")
  PASSKEY
}
