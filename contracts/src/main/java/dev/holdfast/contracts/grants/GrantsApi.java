package dev.holdfast.contracts.grants;

import dev.holdfast.contracts.identity.SubjectId;
import io.micronaut.http.HttpResponse;
import io.micronaut.http.annotation.Body;
import io.micronaut.http.annotation.Get;
import io.micronaut.http.annotation.PathVariable;
import io.micronaut.http.annotation.Post;
import jakarta.validation.Valid;
import java.util.List;

/**
 * Grants over HTTP, under {@code /grants}. The token-service's controller and its callers' clients
 * share this interface, so neither can drift. Refusals are {@link
 * dev.holdfast.contracts.problem.Problem}s.
 */
public interface GrantsApi {

  /** Records a grant. Scope {@code grants:write}. */
  @Post
  GrantTokens issue(@Body @Valid IssueGrant request);

  /**
   * Exchanges a refresh token for its successor. A presented direct predecessor is answered with
   * the same successor within the leeway; any other reuse ends the grant. Refused as {@code
   * refresh-refused} with status 400; as {@code scope-exceeded} or {@code resource-exceeded} if
   * only what is asked for is too much, and then the token is unspent. Scope {@code grants:write}.
   */
  @Post("/refresh")
  GrantTokens refresh(@Body @Valid RefreshGrant request);

  /**
   * Ends the grant a refresh token belongs to, if it was issued to that client; answers 204 for an
   * unknown token too (RFC 7009, section 2.2). Scope {@code grants:write}.
   */
  @Post("/revoke")
  HttpResponse<Void> revoke(@Body @Valid RefreshGrant request);

  /**
   * Tells how a refresh token stands and changes nothing: it is neither rotated nor counted as
   * reused, and a rotated predecessor is inactive even within the leeway. Scope {@code
   * grants:write}.
   */
  @Post("/introspect")
  IntrospectedGrant introspect(@Body @Valid IntrospectGrant request);

  /** Ends one grant; 204 even if it had ended before. Scope {@code grants:write}. */
  @Post("/{gid}/end")
  HttpResponse<Void> end(@PathVariable String gid, @Body @Valid EndGrant request);

  /**
   * The live grants of a person, so that the person can recognise and the caller end them. The
   * issuer of the subject must be the caller's own. Scope {@code grants:write}.
   */
  @Post("/live")
  List<LiveGrant> live(@Body @Valid SubjectId subject);

  /** Tells whether a grant is live. Scope {@code grants:read}. */
  @Get("/{gid}/status")
  GrantStatus status(@PathVariable String gid);

  /** Tells the access epoch of a subject whose token has no grant. Scope {@code grants:read}. */
  @Post("/epoch")
  SubjectEpoch epoch(@Body @Valid SubjectId subject);
}
