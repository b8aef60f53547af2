package dev.holdfast.contracts.revocation;

import io.micronaut.http.annotation.Body;
import io.micronaut.http.annotation.Post;
import jakarta.validation.Valid;

/** Sweeps over HTTP, under {@code /revocations}. */
public interface RevocationsApi {

  /**
   * Applies one sweep in one transaction, idempotently by its event id. A reason of {@code
   * USER_LOCKED} or {@code USER_DELETED} purges the user's upstream connections in the same
   * transaction. Scope {@code revocations:write}.
   */
  @Post
  RevocationResult revoke(@Body @Valid RevokeGrants request);
}
