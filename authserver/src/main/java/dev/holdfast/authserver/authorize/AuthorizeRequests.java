package dev.holdfast.authserver.authorize;

import static dev.holdfast.authserver.authorize.RefusedException.refuseIf;

import com.nimbusds.oauth2.sdk.AuthorizationRequest;
import com.nimbusds.oauth2.sdk.ErrorObject;
import com.nimbusds.oauth2.sdk.GrantType;
import com.nimbusds.oauth2.sdk.OAuth2Error;
import com.nimbusds.oauth2.sdk.ParseException;
import com.nimbusds.oauth2.sdk.ResponseMode;
import com.nimbusds.oauth2.sdk.ResponseType;
import com.nimbusds.oauth2.sdk.Scope;
import com.nimbusds.oauth2.sdk.id.State;
import com.nimbusds.oauth2.sdk.pkce.CodeChallengeMethod;
import com.nimbusds.openid.connect.sdk.Prompt;
import dev.holdfast.authserver.authorize.Checked.Accepted;
import dev.holdfast.authserver.authorize.Checked.SentBack;
import dev.holdfast.authserver.authorize.Checked.Shown;
import dev.holdfast.authserver.client.Client;
import dev.holdfast.authserver.client.Clients;
import dev.holdfast.authserver.client.RedirectUris;
import dev.holdfast.authserver.form.ParameterRules;
import dev.holdfast.authserver.login.LoginClass;
import dev.holdfast.authserver.par.ParSettings;
import dev.holdfast.authserver.refusal.TemporarilyUnavailable;
import dev.holdfast.authserver.refusal.TooManyRequests;
import dev.holdfast.authserver.resource.Offer;
import dev.holdfast.authserver.resource.Resources;
import jakarta.inject.Singleton;
import java.net.URI;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.Set;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/** Checks authorization requests, in the order in which they can be refused. */
@Singleton
public final class AuthorizeRequests {

  private static final Pattern S256_CHALLENGE = Pattern.compile("[A-Za-z0-9_-]{43}");

  private final Clients clients;
  private final Resources resources;
  private final Offer offer;
  private final ParSettings pushing;
  private final OpenIdParameters openId;

  AuthorizeRequests(
      Clients clients,
      Resources resources,
      Offer offer,
      ParSettings pushing,
      OpenIdParameters openId) {
    this.clients = clients;
    this.resources = resources;
    this.offer = offer;
    this.pushing = pushing;
    this.openId = openId;
  }

  /** Checks the parameters of a request that came through the browser. */
  public Checked checkUnpushed(Map<String, List<String>> values) {
    Checked checked = check(values);
    // RFC 9126, sections 5 and 6: some clients, or all, must push.
    return checked instanceof Accepted(AcceptedRequest request) && mustPush(request.client())
        ? new SentBack(
            request.redirectUri(),
            request.responseMode(),
            request.state(),
            OAuth2Error.INVALID_REQUEST.setDescription("The request must be pushed"))
        : checked;
  }

  /** Checks the parameters of a request. */
  public Checked check(Map<String, List<String>> values) {
    var parameters = new Parameters(values);
    // RFC 6749, section 4.1.2.1: an unknown client is not redirected to.
    Optional<Client> client;
    try {
      client = parameters.single("client_id").flatMap(clients::find);
    } catch (TemporarilyUnavailable | TooManyRequests e) {
      return new Shown("The application's description cannot be read now. Try again shortly.");
    }
    if (client.isEmpty()) {
      return new Shown("The application is not registered here.");
    }
    // RFC 9700, section 2.1: nor is an address that is not registered for it.
    Optional<URI> redirectUri = redirectUri(parameters, client.get());
    if (redirectUri.isEmpty()) {
      return new Shown("The application asked to be answered at an address that is not its own.");
    }
    State state =
        parameters
            .single("state")
            .filter(value -> ParameterRules.sound("state", value))
            .map(State::new)
            .orElse(null);
    try {
      return new Accepted(accept(parameters, client.get(), redirectUri.get(), state));
    } catch (RefusedException e) {
      return new SentBack(redirectUri.get(), mode(parameters), state, e.error());
    }
  }

  private AcceptedRequest accept(
      Parameters parameters, Client client, URI redirectUri, @Nullable State state)
      throws RefusedException {
    // RFC 6749, appendix A.
    Optional<String> fault = ParameterRules.fault(parameters.values());
    refuseIf(fault.isPresent(), OAuth2Error.INVALID_REQUEST, fault.orElse(""));
    // RFC 6749, section 3.1.
    refuseIf(parameters.hasDuplicates(), OAuth2Error.INVALID_REQUEST, "A parameter came twice");
    // OpenID Connect Core, section 6: request objects are not supported.
    refuseIf(parameters.has("request"), OAuth2Error.REQUEST_NOT_SUPPORTED, "No request objects");
    refuseIf(parameters.has("request_uri"), OAuth2Error.REQUEST_URI_NOT_SUPPORTED, "Not supported");
    // RFC 8707, section 2: absolute, without fragment, known, and within the client's reach.
    List<String> audiences = audiences(parameters, client);
    AuthorizationRequest request = parse(parameters);
    // OAuth 2.1, section 4.1.1: the code is the only response.
    refuseIf(
        !request.getResponseType().equals(ResponseType.CODE),
        OAuth2Error.UNSUPPORTED_RESPONSE_TYPE,
        "Only code");
    // OAuth 2.0 Form Post Response Mode; no fragment, which only a script could read.
    refuseIf(
        !mode(parameters)
            .equals(Objects.requireNonNullElse(request.getResponseMode(), ResponseMode.QUERY)),
        OAuth2Error.INVALID_REQUEST,
        "Only response_mode query and form_post");
    refuseIf(
        !client.mayUse(GrantType.AUTHORIZATION_CODE), OAuth2Error.UNAUTHORIZED_CLIENT, "No codes");
    String challenge = challenge(request);
    RequestedClaims claims = openId.claims(parameters);
    Set<LoginClass> classes = openId.classes(claims);
    return new AcceptedRequest(
        client,
        redirectUri,
        parameters.has("redirect_uri"),
        mode(parameters),
        state,
        challenge,
        audiences,
        scope(request, client, claims),
        Objects.requireNonNullElseGet(request.getPrompt(), Prompt::new),
        openId.maxAge(parameters),
        classes,
        openId.hints(parameters, claims),
        openId.nonce(parameters));
  }

  private static Optional<URI> redirectUri(Parameters parameters, Client client) {
    if (!parameters.has("redirect_uri")) {
      // RFC 6749, section 3.1.2.3: may be left out if only one is registered.
      return client.redirects().size() == 1
          ? Optional.of(client.redirects().getFirst())
          : Optional.empty();
    }
    return parameters
        .single("redirect_uri")
        .flatMap(AuthorizeRequests::uri)
        .filter(uri -> client.redirects().stream().anyMatch(own -> RedirectUris.match(own, uri)));
  }

  private List<String> audiences(Parameters parameters, Client client) throws RefusedException {
    List<String> requested = parameters.all("resource").stream().distinct().toList();
    for (String resource : requested) {
      boolean sound =
          uri(resource).filter(u -> u.isAbsolute() && u.getRawFragment() == null).isPresent();
      refuseIf(
          !sound || !resources.known(resource), OAuth2Error.INVALID_TARGET, "Unknown resource");
      refuseIf(
          !client.mayReach(resource), OAuth2Error.INVALID_TARGET, "Not a resource of this client");
    }
    return requested.isEmpty() ? List.of(resources.fallback()) : requested;
  }

  private static AuthorizationRequest parse(Parameters parameters) throws RefusedException {
    try {
      return AuthorizationRequest.parse(parameters.given());
    } catch (ParseException e) {
      ErrorObject error = e.getErrorObject();
      throw new RefusedException(error == null ? OAuth2Error.INVALID_REQUEST : error);
    }
  }

  private static String challenge(AuthorizationRequest request) throws RefusedException {
    // OAuth 2.1, section 4.1.1, and RFC 9700, section 2.1.1: PKCE always, and S256 only.
    var challenge = request.getCodeChallenge();
    refuseIf(
        challenge == null
            || !CodeChallengeMethod.S256.equals(request.getCodeChallengeMethod())
            || !S256_CHALLENGE.matcher(challenge.getValue()).matches(),
        OAuth2Error.INVALID_REQUEST,
        "PKCE with S256 is required");
    return Objects.requireNonNull(challenge).getValue();
  }

  private Scope scope(AuthorizationRequest request, Client client, RequestedClaims claims)
      throws RefusedException {
    // RFC 6749, section 3.3: left out means what the client may have.
    Scope allowed = client.allowedScope();
    Scope requested = request.getScope();
    if (requested == null || requested.isEmpty()) {
      return allowed;
    }
    boolean withinBounds =
        allowed.containsAll(requested) && offer.scopes().containsAll(requested.toStringList());
    refuseIf(!withinBounds, OAuth2Error.INVALID_SCOPE, "More than this client may ask for");
    var scope = new Scope(requested);
    scope.addAll(claims.scope(onOffer(allowed)));
    return scope;
  }

  private Scope onOffer(Scope allowed) {
    var scope = new Scope(allowed);
    scope.retainAll(Scope.parse(offer.scopes()));
    return scope;
  }

  private boolean mustPush(Client client) {
    return pushing.required() || client.metadata().requiresPushedAuthorizationRequests();
  }

  /** How to answer, an error too. */
  private static ResponseMode mode(Parameters parameters) {
    return parameters
        .single("response_mode")
        .map(ResponseMode::new)
        .filter(ResponseMode.FORM_POST::equals)
        .orElse(ResponseMode.QUERY);
  }

  private static Optional<URI> uri(String text) {
    try {
      return Optional.of(URI.create(text));
    } catch (IllegalArgumentException e) {
      return Optional.empty();
    }
  }
}
