package dev.holdfast.authserver.revoke.http;

import com.nimbusds.jwt.JWTClaimsSet;
import com.nimbusds.oauth2.sdk.ErrorObject;
import com.nimbusds.oauth2.sdk.OAuth2Error;
import dev.holdfast.authserver.client.Client;
import dev.holdfast.authserver.client.ClientAuthenticator;
import dev.holdfast.authserver.form.OAuthForm;
import dev.holdfast.authserver.grants.Grants;
import dev.holdfast.authserver.issuer.Issuer;
import dev.holdfast.authserver.key.OwnTokens;
import dev.holdfast.authserver.refusal.OAuthRefusal;
import dev.holdfast.authserver.token.ExchangedTokens;
import dev.holdfast.contracts.claims.Claims;
import dev.holdfast.contracts.grants.EndReason;
import dev.holdfast.contracts.secret.Secret;
import io.micronaut.http.HttpHeaders;
import io.micronaut.http.HttpRequest;
import io.micronaut.http.HttpResponse;
import io.micronaut.http.MediaType;
import io.micronaut.http.annotation.Body;
import io.micronaut.http.annotation.Consumes;
import io.micronaut.http.annotation.Controller;
import io.micronaut.http.annotation.Post;
import io.micronaut.scheduling.TaskExecutors;
import io.micronaut.scheduling.annotation.ExecuteOn;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/** Token revocation (RFC 7009). Either token of a grant ends the grant. */
@Controller("/oauth2/revoke")
@ExecuteOn(TaskExecutors.BLOCKING)
final class RevokeController {

  private static final ErrorObject UNSUPPORTED_TOKEN_TYPE =
      new ErrorObject("unsupported_token_type", "It only expires", 400);

  private final ClientAuthenticator clients;
  private final OwnTokens tokens;
  private final Grants grants;
  private final Issuer issuer;

  RevokeController(ClientAuthenticator clients, OwnTokens tokens, Grants grants, Issuer issuer) {
    this.clients = clients;
    this.tokens = tokens;
    this.grants = grants;
    this.issuer = issuer;
  }

  @Post
  @Consumes(MediaType.ALL)
  HttpResponse<?> revoke(HttpRequest<?> http, @Body byte @Nullable [] body) {
    OAuthForm form =
        OAuthForm.read(http, issuer.at("/oauth2/revoke"), body == null ? new byte[0] : body);
    // RFC 7009, section 2.1: the client first.
    Client client = clients.authenticate(form.request(), form.values());
    String token =
        form.all("token").stream()
            .findFirst()
            .orElseThrow(() -> OAuthRefusal.of(OAuth2Error.INVALID_REQUEST, "No token"));
    Optional<JWTClaimsSet> access = tokens.readAccessToken(token);
    if (access.isPresent()) {
      endGrant(access.get(), client);
    } else {
      grants.revoke(Secret.of(token), client.clientId());
    }
    // RFC 7009, section 2.2: an unknown token is an answer like any other.
    return HttpResponse.ok().header(HttpHeaders.CACHE_CONTROL, "no-store");
  }

  private void endGrant(JWTClaimsSet access, Client client) {
    // RFC 7009, section 2.1: issued to the client that asks; another's token stays.
    if (!client.clientId().equals(access.getClaim(Claims.CLIENT_ID))) {
      return;
    }
    // RFC 7009, section 2.2.1: a token without a grant, or of another client's grant, only expires.
    if (!(access.getClaim(Claims.GID) instanceof String gid)
        || access.getClaim(ExchangedTokens.ORIGIN) != null) {
      throw OAuthRefusal.of(UNSUPPORTED_TOKEN_TYPE);
    }
    grants.end(gid, EndReason.CLIENT_REQUEST);
  }
}
