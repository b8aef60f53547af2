package dev.holdfast.authserver.authorize;

import com.nimbusds.oauth2.sdk.ResponseMode;
import com.nimbusds.oauth2.sdk.Scope;
import com.nimbusds.oauth2.sdk.id.State;
import com.nimbusds.openid.connect.sdk.Prompt;
import dev.holdfast.authserver.client.Client;
import java.net.URI;
import java.time.Duration;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * An authorization request that may go on.
 *
 * @param client who asks
 * @param redirectUri where the answer goes
 * @param redirectUriGiven whether the request named it
 * @param responseMode how it goes there
 * @param state to repeat
 * @param codeChallenge the S256 challenge
 * @param resources the audiences
 * @param scope what is asked for
 * @param prompt what the client wants the person to be asked
 * @param maxAge how old the login may be
 * @param hints whom the client expects
 * @param nonce to repeat in the ID token
 */
public record AcceptedRequest(
    Client client,
    URI redirectUri,
    boolean redirectUriGiven,
    ResponseMode responseMode,
    @Nullable State state,
    String codeChallenge,
    List<String> resources,
    Scope scope,
    Prompt prompt,
    @Nullable Duration maxAge,
    Hints hints,
    @Nullable String nonce) {

  /** The same request for fewer scopes. */
  AcceptedRequest withScope(Scope fewer) {
    return new AcceptedRequest(
        client,
        redirectUri,
        redirectUriGiven,
        responseMode,
        state,
        codeChallenge,
        resources,
        fewer,
        prompt,
        maxAge,
        hints,
        nonce);
  }

  /** Whether the person must be, or must not be, asked something. */
  public boolean prompts(Prompt.Type type) {
    return prompt.contains(type);
  }
}
