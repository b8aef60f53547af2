package dev.holdfast.authserver.passkey.http;

import dev.holdfast.authserver.issuer.Issuer;
import dev.holdfast.authserver.login.LoginSession;
import dev.holdfast.authserver.page.Markup;
import dev.holdfast.authserver.page.Pages;
import dev.holdfast.authserver.passkey.Holder;
import dev.holdfast.authserver.passkey.Holders;
import dev.holdfast.authserver.passkey.Passkey;
import dev.holdfast.authserver.passkey.Passkeys;
import io.micronaut.http.HttpStatus;
import io.micronaut.http.MutableHttpResponse;
import jakarta.inject.Singleton;
import java.time.Instant;
import java.time.ZoneOffset;
import java.time.format.DateTimeFormatter;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/** Shows a person's passkeys. */
@Singleton
final class PasskeysPage {

  private static final DateTimeFormatter DAY =
      DateTimeFormatter.ofPattern("d MMM yyyy", Locale.ENGLISH).withZone(ZoneOffset.UTC);

  private static final String BODY =
      """
      %s
      <section aria-labelledby="yours">
      <h2 id="yours">Your passkeys</h2>
      %s
      </section>
      <section aria-labelledby="more">
      <h2 id="more">Add a passkey</h2>
      <p>A passkey signs you in with your device's screen lock or a security key. No site but this
       one can use it.</p>
      <form method="post" action="/account/passkeys" data-passkey="create" hidden>
      %s
      <input type="hidden" name="credential">
      <label for="label">Name</label>
      <input id="label" name="label" maxlength="60" placeholder="My phone" autocomplete="off"
       required>
      <p role="status"></p>
      <button type="submit">Add a passkey</button>
      </form>
      <p role="note" data-without-passkeys>This needs a browser with passkeys and JavaScript.</p>
      </section>
      %s
      <nav aria-label="Account">
      <a href="/account">Your account</a>
      </nav>
      """;

  private static final String CARD =
      """
      <li>
      <h3>%s%s</h3>
      <p>Added %s. %s</p>
      <form method="post" action="/account/passkeys/remove">
      %s
      <input type="hidden" name="passkey" value="%s">
      <button type="submit" class="quiet" aria-label="Remove %s">Remove</button>
      </form>
      </li>""";

  private static final String SECOND_FACTOR =
      """
      <section aria-labelledby="second">
      <h2 id="second">After the password</h2>
      <p>%s</p>
      <form method="post" action="/account/passkeys/second-factor">
      %s
      <input type="hidden" name="required" value="%s">
      <button type="submit" class="quiet">%s</button>
      </form>
      </section>""";

  private final Passkeys passkeys;
  private final Holders holders;
  private final Issuer issuer;

  PasskeysPage(Passkeys passkeys, Holders holders, Issuer issuer) {
    this.passkeys = passkeys;
    this.holders = holders;
    this.issuer = issuer;
  }

  /** The page. */
  MutableHttpResponse<String> of(
      HttpStatus status, LoginSession login, String alert, String proof) {
    Markup csrf = Markup.of("<input type=\"hidden\" name=\"csrf\" value=\"%s\">", proof);
    List<Passkey> own = passkeys.of(login.userId());
    Markup body =
        Markup.of(
            BODY,
            alert.isEmpty() ? alert : Markup.of("<p role=\"alert\">%s</p>", alert),
            cards(own, csrf),
            csrf,
            own.isEmpty() ? "" : secondFactor(login, csrf));
    return Pages.form(status, "Passkeys", body, Optional.of(issuer.issuer()), Pages.PASSKEYS);
  }

  /** After a removal: every login has ended. */
  static MutableHttpResponse<String> removed() {
    Markup body =
        Markup.of(
            """
            <p role="status">It signs nobody in any more. You have been signed out everywhere,
             here too.</p>
            <p>The device may still offer it; remove it there as well.</p>""");
    return Pages.plain(HttpStatus.OK, "Passkey removed", body);
  }

  private Markup secondFactor(LoginSession login, Markup csrf) {
    return holders.byUserId(login.userId()).filter(Holder::secondFactor).isPresent()
        ? Markup.of(
            SECOND_FACTOR,
            "After your password you are asked for a passkey.",
            csrf,
            "no",
            "Ask for the password only")
        : Markup.of(
            SECOND_FACTOR,
            "Your password alone signs you in.",
            csrf,
            "yes",
            "Ask for a passkey too");
  }

  private static Markup cards(List<Passkey> own, Markup csrf) {
    if (own.isEmpty()) {
      return Markup.of("<p>You have none yet.</p>");
    }
    List<Markup> cards = own.stream().map(passkey -> card(passkey, csrf)).toList();
    return Markup.of("<ul class=\"cards\">%s</ul>", Markup.all(cards));
  }

  private static Markup card(Passkey passkey, Markup csrf) {
    return Markup.of(
        CARD,
        passkey.label(),
        passkey.backedUp() ? Markup.of(" <span class=\"tag\">synced</span>") : "",
        DAY.format(passkey.createdAt()),
        used(passkey.lastUsedAt()),
        csrf,
        passkey.id(),
        passkey.label());
  }

  private static String used(@Nullable Instant lastUsedAt) {
    return lastUsedAt == null ? "Not used yet." : "Last used " + DAY.format(lastUsedAt) + '.';
  }
}
