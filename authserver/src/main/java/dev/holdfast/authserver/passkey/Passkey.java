package dev.holdfast.authserver.passkey;

import dev.holdfast.authserver.opaque.OpaqueValue;
import io.micronaut.data.annotation.Id;
import io.micronaut.data.annotation.MappedEntity;
import java.time.Instant;
import org.jspecify.annotations.Nullable;

/**
 * A passkey of a person (WebAuthn Level 3, section 4, credential record).
 *
 * @param id what we call it: the hash of the credential id
 * @param userId whose
 * @param credentialId what authenticators call it, in base64url
 * @param publicKey the COSE key, in base64url
 * @param signCount how often its authenticator said it has signed; 0 for ever if it does not count
 * @param transports how to reach its authenticator, separated by spaces
 * @param backupEligible whether it may be copied to other devices of its person
 * @param backedUp whether it has been
 * @param label what its person calls it
 * @param createdAt when it was added
 * @param lastUsedAt when its person last signed in with it
 */
@MappedEntity("passkey")
public record Passkey(
    @Id String id,
    String userId,
    String credentialId,
    String publicKey,
    long signCount,
    String transports,
    boolean backupEligible,
    boolean backedUp,
    String label,
    Instant createdAt,
    @Nullable Instant lastUsedAt) {

  /** What we call a credential that authenticators call so. */
  static String id(String credentialId) {
    return OpaqueValue.hash(credentialId);
  }

  /**
   * The kind of proof (RFC 8176, section 2). A key that may be copied is no hardware's; of one that
   * may not, the authenticator says that it is bound to it, and without attestation nobody else.
   */
  String method() {
    return backupEligible ? "swk" : "hwk";
  }
}
