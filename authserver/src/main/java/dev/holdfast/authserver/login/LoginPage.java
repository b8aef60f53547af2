package dev.holdfast.authserver.login;

import dev.holdfast.authserver.page.HiddenFields;
import dev.holdfast.authserver.page.Markup;
import dev.holdfast.authserver.page.Pages;
import dev.holdfast.authserver.pending.PendingRequest;
import io.micronaut.http.HttpStatus;
import io.micronaut.http.MutableHttpResponse;
import jakarta.inject.Singleton;
import java.net.URI;
import java.util.Optional;

/** The login form. */
@Singleton
public final class LoginPage {

  private static final String FORM =
      """
      %s
      <form method="post" action="/login">
      %s
      <label for="username">User name</label>
      <input id="username" name="username" value="%s" autocomplete="username"
       autocapitalize="none" spellcheck="false" required%s>
      <label for="password">Password</label>
      <input id="password" name="password" type="password" autocomplete="current-password"
       required%s>
      <button type="submit">Sign in</button>
      </form>
      <form method="post" action="/login/passkey" data-passkey="get" hidden>
      %s
      <input type="hidden" name="credential">
      <p role="status"></p>
      <button type="submit" class="quiet">Sign in with a passkey</button>
      </form>
      %s
      """;

  private static final String CHOICE =
      """
      <form method="post" action="/login/%s/start">
      %s
      <button type="submit" class="quiet">Continue with %s</button>
      </form>""";

  private final LoginChoices choices;

  LoginPage(LoginChoices choices) {
    this.choices = choices;
  }

  /** The form, fresh. */
  public MutableHttpResponse<String> of(PendingRequest request, Optional<URI> onwards) {
    return of(request, "", onwards);
  }

  /** The form, with the name that the client expects (OpenID Connect Core, section 3.1.2.1). */
  public MutableHttpResponse<String> of(
      PendingRequest request, String hint, Optional<URI> onwards) {
    return render(HttpStatus.OK, request, Markup.of(""), hint, onwards);
  }

  /** The form after a refusal; the text is the same whatever the reason. */
  public MutableHttpResponse<String> again(PendingRequest request, String username) {
    Markup alert =
        Markup.of("<p role=\"alert\">User name and password do not match, or are not allowed.</p>");
    return render(HttpStatus.FORBIDDEN, request, alert, username, Optional.empty());
  }

  /** The form after a refusal of a passkey; the text is the same whatever the reason. */
  public MutableHttpResponse<String> passkeyRefused(PendingRequest request) {
    Markup alert = Markup.of("<p role=\"alert\">The passkey was not accepted.</p>");
    return render(HttpStatus.FORBIDDEN, request, alert, "", Optional.empty());
  }

  /** The form after another provider was of no use; the text is the same whatever the reason. */
  public MutableHttpResponse<String> providerRefused(PendingRequest request) {
    Markup alert =
        Markup.of(
            "<p role=\"alert\">Signing in there did not work, or is not allowed. Try again, or sign"
                + " in another way.</p>");
    return render(HttpStatus.FORBIDDEN, request, alert, "", Optional.empty());
  }

  private MutableHttpResponse<String> render(
      HttpStatus status,
      PendingRequest request,
      Markup alert,
      String username,
      Optional<URI> onwards) {
    Markup fields = HiddenFields.of(request.id(), request.csrf());
    Markup here = Markup.of(" autofocus");
    Markup notHere = Markup.of("");
    boolean named = !username.isEmpty();
    Markup body =
        Markup.of(
            FORM,
            alert,
            fields,
            username,
            named ? notHere : here,
            named ? here : notHere,
            fields,
            choices(fields));
    return Pages.form(status, "Sign in", body, onwards, Pages.PASSKEYS);
  }

  private Markup choices(Markup fields) {
    return Markup.all(
        choices.offered().stream()
            .map(choice -> Markup.of(CHOICE, choice.name(), fields, choice.displayName()))
            .toList());
  }
}
