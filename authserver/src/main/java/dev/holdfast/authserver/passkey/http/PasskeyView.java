package dev.holdfast.authserver.passkey.http;

import dev.holdfast.authserver.passkey.Passkey;
import io.micronaut.serde.annotation.Serdeable;
import java.time.Instant;
import org.jspecify.annotations.Nullable;

/**
 * A passkey as operators see one.
 *
 * @param id what to remove it by
 * @param label what its person calls it
 * @param backupEligible whether it may be copied to other devices of its person
 * @param backedUp whether it has been
 * @param createdAt when it was added
 * @param lastUsedAt when its person last signed in with it
 */
@Serdeable
record PasskeyView(
    String id,
    String label,
    boolean backupEligible,
    boolean backedUp,
    Instant createdAt,
    @Nullable Instant lastUsedAt) {

  static PasskeyView of(Passkey passkey) {
    return new PasskeyView(
        passkey.id(),
        passkey.label(),
        passkey.backupEligible(),
        passkey.backedUp(),
        passkey.createdAt(),
        passkey.lastUsedAt());
  }
}
