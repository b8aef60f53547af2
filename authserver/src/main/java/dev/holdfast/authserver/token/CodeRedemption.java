package dev.holdfast.authserver.token;

import com.nimbusds.oauth2.sdk.AccessTokenResponse;
import com.nimbusds.oauth2.sdk.AuthorizationCodeGrant;
import com.nimbusds.oauth2.sdk.GrantType;
import com.nimbusds.oauth2.sdk.OAuth2Error;
import com.nimbusds.oauth2.sdk.Scope;
import com.nimbusds.oauth2.sdk.pkce.CodeChallenge;
import com.nimbusds.oauth2.sdk.pkce.CodeChallengeMethod;
import com.nimbusds.oauth2.sdk.pkce.CodeVerifier;
import dev.holdfast.authserver.code.AuthorizationCode;
import dev.holdfast.authserver.code.Codes;
import dev.holdfast.authserver.grants.Grants;
import dev.holdfast.authserver.login.Standing;
import dev.holdfast.authserver.opaque.OpaqueValue;
import dev.holdfast.authserver.refusal.OAuthRefusal;
import dev.holdfast.authserver.refusal.TemporarilyUnavailable;
import dev.holdfast.authserver.user.User;
import dev.holdfast.authserver.user.UserEvents;
import dev.holdfast.contracts.grants.EndReason;
import dev.holdfast.contracts.grants.GrantTokens;
import dev.holdfast.contracts.grants.IssueGrant;
import jakarta.inject.Singleton;
import java.net.URI;
import java.time.Clock;
import java.util.Optional;
import java.util.TreeSet;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** The authorization code grant (RFC 6749, section 4.1.3). */
@Singleton
final class CodeRedemption {

  private static final Logger log = LoggerFactory.getLogger(CodeRedemption.class);

  private final Codes codes;
  private final Grants grants;
  private final LiveUsers users;
  private final Standing standing;
  private final LastLook lastLook;
  private final UserEvents identities;
  private final Responses responses;
  private final Clock clock;

  CodeRedemption(
      Codes codes,
      Grants grants,
      LiveUsers users,
      Standing standing,
      LastLook lastLook,
      UserEvents identities,
      Responses responses,
      Clock clock) {
    this.codes = codes;
    this.grants = grants;
    this.users = users;
    this.standing = standing;
    this.lastLook = lastLook;
    this.identities = identities;
    this.responses = responses;
    this.clock = clock;
  }

  AccessTokenResponse redeem(TokenCall call, AuthorizationCodeGrant presented) {
    String hash = OpaqueValue.hash(presented.getAuthorizationCode().getValue());
    AuthorizationCode code = codes.byCodeHash(hash).orElseThrow(() -> refused("unknown code"));
    // RFC 6749, section 4.1.3: issued to this client.
    if (!code.clientId().equals(call.client().clientId())) {
      throw refused("another client's code");
    }
    // RFC 6749, section 4.1.2: a second use is refused and ends what the first one gave.
    if (code.usedAt() != null) {
      throw replayed(code);
    }
    // RFC 6749, section 4.1.2: short-lived.
    if (!clock.instant().isBefore(code.expiresAt())) {
      throw refused("expired code");
    }
    // RFC 6749, section 4.1.3: the same redirection URI.
    if (!sameRedirect(code, presented.getRedirectionURI())) {
      throw refused("another redirect_uri");
    }
    // RFC 7636, section 4.6.
    if (!verified(code, presented.getCodeVerifier())) {
      throw refused("wrong code_verifier");
    }
    // Before the code is spent, so that a wrong resource can be corrected.
    var audience = Narrowing.resources(call, code.audiences());
    // The session that began this may have ended, or been superseded for this client.
    if (standing.lost(code.sid(), code.clientId()).isPresent()) {
      throw refused("login session over");
    }
    if (users.active(code.userId(), code.authTime()).isEmpty()) {
      throw refused("user not active");
    }
    if (codes.redeem(hash, clock.instant()) == 0) {
      throw replayed(code);
    }
    GrantTokens tokens = issue(call, code);
    noteGrant(code, tokens);
    User user =
        lastLook.userInSession(tokens.grant()).orElseThrow(() -> refused("overtaken meanwhile"));
    var first = new FirstTime(code.nonce(), standing.methods(code.sid()));
    return responses.of(tokens, user, audience, first);
  }

  private GrantTokens issue(TokenCall call, AuthorizationCode code) {
    try {
      return grants.issue(
          new IssueGrant(
              identities.subject(code.userId()),
              code.clientId(),
              code.sid(),
              new TreeSet<>(Scope.parse(code.scopes()).toStringList()),
              code.audiences(),
              code.authTime(),
              clock.instant(),
              // A client on the person's machine has sent them to the browser there.
              standing.device(code.sid()).orElse(null),
              call.client().mayUse(GrantType.REFRESH_TOKEN)));
    } catch (TemporarilyUnavailable e) {
      // The client may try again with the same code. A grant that was made all the same has no
      // token outside.
      codes.giveBack(code.codeHash());
      throw e;
    }
  }

  /** A replay that came first finds no grant to end; so its end is left to us. */
  private void noteGrant(AuthorizationCode code, GrantTokens tokens) {
    if (codes.noteGrant(code.codeHash(), tokens.grant().gid()) == 0) {
      end(tokens.grant().gid(), EndReason.CODE_REPLAYED);
    }
  }

  private OAuthRefusal replayed(AuthorizationCode code) {
    codes.markReplayed(code.codeHash(), clock.instant());
    Optional<AuthorizationCode> now = codes.byCodeHash(code.codeHash());
    now.map(AuthorizationCode::gid).ifPresent(gid -> end(gid, EndReason.CODE_REPLAYED));
    return refused("used code");
  }

  private void end(String gid, EndReason reason) {
    grants.end(gid, reason);
    log.atInfo().addKeyValue("gid", gid).addKeyValue("reason", reason).log("Grant ended");
  }

  private static boolean sameRedirect(AuthorizationCode code, @Nullable URI presented) {
    return presented == null
        ? !code.redirectUriGiven()
        : code.redirectUri().equals(presented.toString());
  }

  private static boolean verified(AuthorizationCode code, @Nullable CodeVerifier verifier) {
    return verifier != null
        && OpaqueValue.same(
            CodeChallenge.compute(CodeChallengeMethod.S256, verifier).getValue(),
            code.codeChallenge());
  }

  /** The client hears the same whatever the reason; the log does not hold the code. */
  private static OAuthRefusal refused(String reason) {
    log.atInfo().addKeyValue("reason", reason).log("Code refused");
    return OAuthRefusal.of(OAuth2Error.INVALID_GRANT);
  }
}
