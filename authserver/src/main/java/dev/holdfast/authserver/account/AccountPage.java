package dev.holdfast.authserver.account;

import dev.holdfast.authserver.consent.Consent;
import dev.holdfast.authserver.login.LoginSession;
import dev.holdfast.authserver.page.Markup;
import dev.holdfast.authserver.page.Pages;
import io.micronaut.http.HttpStatus;
import io.micronaut.http.MutableHttpResponse;
import java.time.Instant;
import java.time.ZoneOffset;
import java.time.format.DateTimeFormatter;
import java.util.List;
import java.util.Locale;
import java.util.function.UnaryOperator;

/**
 * Shows a person where they are signed in, what has access, and what they have allowed, with a form
 * beside each.
 */
public final class AccountPage {

  private static final DateTimeFormatter TIME =
      DateTimeFormatter.ofPattern("d MMM uuuu, HH:mm 'UTC'", Locale.ENGLISH)
          .withZone(ZoneOffset.UTC);

  private static final String BODY =
      """
      <p>Signed in as <strong>%s</strong>.</p>
      %s
      <section aria-labelledby="sessions">
      <h2 id="sessions">Where you are signed in</h2>
      <ul class="cards">
      %s
      </ul>
      %s
      </section>
      <section aria-labelledby="grants">
      <h2 id="grants">What has access now</h2>
      %s
      </section>
      <section aria-labelledby="consents">
      <h2 id="consents">What you have allowed</h2>
      %s
      </section>
      <nav aria-label="Account">
      <a href="/account/password">Change the password</a>
      <a href="/account/passkeys">Passkeys</a>
      <a href="/account/providers">Other ways to sign in</a>
      <a href="/logout">Sign out</a>
      </nav>
      """;

  private static final String SESSION =
      """
      <li>
      <h3>%s%s</h3>
      <p>Signed in %s for %s.%s</p>
      <p>Last seen %s.</p>
      %s
      </li>
      """;

  private static final String END_SESSION =
      """
      <form method="post" action="/account/sessions/end">
      <input type="hidden" name="csrf" value="%s">
      <input type="hidden" name="sid" value="%s">
      <button type="submit" class="quiet" aria-label="End it: %s">End it</button>
      </form>
      """;

  private static final String END_OTHERS =
      """
      <form method="post" action="/account/sessions/end-others">
      <input type="hidden" name="csrf" value="%s">
      <button type="submit" class="quiet">End all others</button>
      </form>
      """;

  private static final String CONSENT =
      """
      <li>
      <h3>%s</h3>
      <dl>
      <dt>Access to</dt>%s
      <dt>Permissions</dt>%s
      <dt>Since</dt><dd>%s</dd>
      </dl>
      <form method="post" action="/account/consents/revoke">
      <input type="hidden" name="csrf" value="%s">
      <input type="hidden" name="consent" value="%s">
      <button type="submit" class="quiet" aria-label="Take it back: %s">Take it back</button>
      </form>
      </li>
      """;

  private AccountPage() {}

  /**
   * What is shown.
   *
   * @param name whose page it is
   * @param notice what has just been done; empty if nothing
   * @param current the session of this browser
   * @param sessions all sessions, this one too
   * @param grants what has access
   * @param consents all consents
   * @param clientNames how to call a client
   * @param csrf what the forms send back
   */
  public record Shown(
      String name,
      String notice,
      LoginSession current,
      List<LoginSession> sessions,
      Markup grants,
      List<Consent> consents,
      UnaryOperator<String> clientNames,
      String csrf) {

    /** Keeps copies of the lists. */
    public Shown {
      sessions = List.copyOf(sessions);
      consents = List.copyOf(consents);
    }
  }

  /** The page. */
  public static MutableHttpResponse<String> of(Shown shown) {
    Markup body =
        Markup.of(
            BODY,
            shown.name(),
            notice(shown.notice()),
            Markup.all(shown.sessions().stream().map(session -> row(shown, session)).toList()),
            shown.sessions().size() > 1 ? Markup.of(END_OTHERS, shown.csrf()) : Markup.of(""),
            shown.grants(),
            consents(shown));
    return Pages.own(HttpStatus.OK, "Your account", body);
  }

  private static Markup notice(String text) {
    return text.isEmpty() ? Markup.of("") : Markup.of("<p role=\"status\">%s</p>", text);
  }

  private static Markup row(Shown shown, LoginSession session) {
    boolean here = session.sid().equals(shown.current().sid());
    return Markup.of(
        SESSION,
        session.device().isEmpty() ? "Unknown browser" : session.device(),
        here ? Markup.of(" <span class=\"tag\">this browser</span>") : Markup.of(""),
        time(session.authTime()),
        shown.clientNames().apply(session.clientId()),
        session.superseded() ? " You have signed in elsewhere since." : "",
        time(session.lastSeenAt()),
        here
            ? Markup.of("")
            : Markup.of(END_SESSION, shown.csrf(), session.sid(), session.device()));
  }

  private static Markup consents(Shown shown) {
    if (shown.consents().isEmpty()) {
      return Markup.of("<p>Nothing yet.</p>");
    }
    List<Markup> rows = shown.consents().stream().map(consent -> row(shown, consent)).toList();
    return Markup.of("<ul class=\"cards\">\n%s\n</ul>", Markup.all(rows));
  }

  private static Markup row(Shown shown, Consent consent) {
    String client = shown.clientNames().apply(consent.clientId());
    return Markup.of(
        CONSENT,
        client,
        items(consent.audiences()),
        items(consent.permissions()),
        time(consent.grantedAt()),
        shown.csrf(),
        consent.id(),
        client);
  }

  private static Markup items(List<String> values) {
    return Markup.all(
        values.stream().map(value -> Markup.of("<dd><code>%s</code></dd>", value)).toList());
  }

  static Markup time(Instant instant) {
    return Markup.of("<time datetime=\"%s\">%s</time>", instant, TIME.format(instant));
  }
}
