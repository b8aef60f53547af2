package dev.holdfast.authserver.authorize;

import com.nimbusds.oauth2.sdk.ResponseMode;
import com.nimbusds.oauth2.sdk.Scope;
import com.nimbusds.oauth2.sdk.id.State;
import com.nimbusds.openid.connect.sdk.Prompt;
import dev.holdfast.authserver.client.Client;
import dev.holdfast.authserver.client.Origin;
import dev.holdfast.authserver.login.LoginClass;
import dev.holdfast.authserver.login.LoginSession;
import java.net.URI;
import java.time.Duration;
import java.util.List;
import java.util.Set;
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
 * @param classes of which one the login must be; empty if any will do
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
    Set<LoginClass> classes,
    Hints hints,
    @Nullable String nonce) {

  /** Keeps a copy of the classes. */
  public AcceptedRequest {
    classes = Set.copyOf(classes);
  }

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
        classes,
        hints,
        nonce);
  }

  /** Whether a login proves its person as well as the client demands. */
  boolean accepts(LoginSession login) {
    return classes.isEmpty()
        || LoginClass.of(login.methods()).filter(classes::contains).isPresent();
  }

  /**
   * Whether the answer reaches nobody but the client (RFC 8252, section 8.6). What a document
   * describes is the same on every computer, so any program there can begin a request in its name,
   * and on loopback receive the answer. A registered client is one installation, and a configured
   * one the operator's word.
   */
  boolean reachesOnlyTheClient() {
    return client.origin() != Origin.DOCUMENT
        || !client.isPublic()
        || "https".equals(redirectUri.getScheme());
  }

  /** Whether the person must be, or must not be, asked something. */
  public boolean prompts(Prompt.Type type) {
    return prompt.contains(type);
  }
}
