package dev.holdfast.authserver.password;

import dev.holdfast.authserver.page.Markup;
import dev.holdfast.authserver.page.Pages;
import dev.holdfast.authserver.user.PasswordSettings;
import dev.holdfast.authserver.user.User;
import io.micronaut.http.HttpStatus;
import io.micronaut.http.MutableHttpResponse;
import jakarta.inject.Singleton;

/** The pages on which people choose passwords. */
@Singleton
public final class PasswordPages {

  /** The user name is for password managers, which file the new password under it. */
  private static final String FORM =
      """
      %s
      <p id="rules">At least %s characters. A few words that do not belong together are good.
      You will be signed out everywhere.</p>
      <form method="post" action="%s">
      <input type="hidden" name="%s" value="%s">
      <label for="username">User name</label>
      <input id="username" autocomplete="username" value="%s" readonly>
      %s
      <label for="password">New password</label>
      <input id="password" name="password" type="password" autocomplete="new-password"
       minlength="%s" aria-describedby="rules" required>
      <label for="repeated">New password again</label>
      <input id="repeated" name="repeated" type="password" autocomplete="new-password" required>
      <button type="submit">%s</button>
      </form>
      """;

  private static final String CURRENT =
      """
      <label for="current">Current password</label>
      <input id="current" name="current" type="password" autocomplete="current-password"
       required autofocus>
      """;

  private static final String DONE =
      """
      <p role="status">You are signed out everywhere. Sign in with the new password at the
      application.</p>
      """;

  private final PasswordSettings settings;

  PasswordPages(PasswordSettings settings) {
    this.settings = settings;
  }

  /** Asks a signed-in person for the present and a new password. */
  public MutableHttpResponse<String> change(
      HttpStatus status, String alert, User user, String proof) {
    Markup form =
        form(alert, "password", "csrf", proof, user, Markup.of(CURRENT), "Change password");
    return page(status, "Change your password", form);
  }

  /** Asks the holder of a reset link for a password. */
  public MutableHttpResponse<String> reset(
      HttpStatus status, String alert, User user, String token) {
    Markup form = form(alert, "reset", "token", token, user, Markup.of(""), "Set password");
    return page(status, "Choose your password", form);
  }

  /** It is done. */
  public MutableHttpResponse<String> done() {
    return Pages.plain(HttpStatus.OK, "Your password is set", Markup.of(DONE));
  }

  private Markup form(
      String alert,
      String action,
      String hiddenName,
      String hiddenValue,
      User user,
      Markup current,
      String button) {
    int least = settings.minimumLength();
    Markup shown = alert.isEmpty() ? Markup.of("") : Markup.of("<p role=\"alert\">%s</p>", alert);
    return Markup.of(
        FORM,
        shown,
        least,
        action,
        hiddenName,
        hiddenValue,
        user.username(),
        current,
        least,
        button);
  }

  private MutableHttpResponse<String> page(HttpStatus status, String title, Markup form) {
    return Pages.own(status, title, form);
  }
}
