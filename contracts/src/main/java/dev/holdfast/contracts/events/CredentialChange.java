package dev.holdfast.contracts.events;

import com.fasterxml.jackson.annotation.JsonProperty;

/** What became of a credential, as CAEP spells its {@code change_type} (CAEP 1.0, section 3.3). */
public enum CredentialChange {
  /** A first, or one more. */
  @JsonProperty("create")
  CREATE,
  /** Taken away. */
  @JsonProperty("revoke")
  REVOKE,
  /** Another in its place. */
  @JsonProperty("update")
  UPDATE
}
