package dev.holdfast.contracts.revocation;

import io.micronaut.http.HttpResponse;
import io.micronaut.http.annotation.Body;
import io.micronaut.http.annotation.Post;
import jakarta.validation.Valid;

/** Sweeps over HTTP, under {@code /revocations}. */
public interface RevocationsApi {

  /**
   * Applies one sweep in one transaction, idempotently by its event id. A reason that is also an
   * {@link EpochReason} purges the user's upstream connections and raises the access epoch to
   * {@code issuedBefore} in the same transaction. Scope {@code revocations:write}.
   */
  @Post
  RevocationResult revoke(@Body @Valid RevokeGrants request);

  /**
   * Ends all grants of one client, of all its users, and raises the access epoch of the client as a
   * subject, idempotently by the event id. A large client is ended in several transactions; a
   * repetition under the same event id goes on where the last one broke off. Scope {@code
   * revocations:write}.
   */
  @Post("/client")
  RevocationResult revokeClient(@Body @Valid RevokeClient request);

  /**
   * Ends grants of one login session in one transaction, idempotently by the event id, with the
   * reason {@code LOGOUT}; counts that session's grants only. The events name no cause: they tell
   * the session. Scope {@code grants:write}.
   */
  @Post("/session")
  RevocationResult revokeSession(@Body @Valid RevokeSession request);

  /**
   * Raises the access epoch of one subject and touches no grant, idempotently by the event id. An
   * epoch that is older than the newest changes nothing. Scope {@code revocations:write}.
   */
  @Post("/epoch")
  HttpResponse<Void> raiseEpoch(@Body @Valid RaiseEpoch request);
}
