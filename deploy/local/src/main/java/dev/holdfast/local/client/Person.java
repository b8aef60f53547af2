package dev.holdfast.local.client;

import dev.holdfast.contracts.secret.Secret;
import dev.holdfast.local.browser.Browser;
import dev.holdfast.local.browser.Form;
import dev.holdfast.local.browser.Page;
import java.net.URI;
import java.util.function.Supplier;

/** Someone at a browser, who signs in wherever asked and answers every consent page alike. */
public record Person(String username, Secret password, Decision decision) {
  private static final int PATIENCE = 10;

  /** What to press on a consent page. */
  public enum Decision {
    ALLOW("allow"),
    DENY("deny");

    private final String value;

    Decision(String value) {
      this.value = value;
    }
  }

  /** Someone who agrees to everything. */
  public static Person agreeing(String username, Secret password) {
    return new Person(username, password, Decision.ALLOW);
  }

  /**
   * Goes from an address through sign-in and consent pages, other providers' included, until the
   * browser is sent to the redirect URI.
   *
   * @return the address it was sent to, parameters included
   * @throws UnexpectedAnswer on a page that is neither, or when a sign-in form comes straight back
   */
  public URI walk(Browser browser, URI start, URI redirectUri) {
    return walk(browser, browser.stopAt(redirectUri).open(start), redirectUri);
  }

  /**
   * The same, from a page on the way.
   *
   * @throws UnexpectedAnswer on a page that is neither, or when a sign-in form comes straight back
   */
  public URI walk(Browser browser, Page start, URI redirectUri) {
    Page page = start;
    String signedInAt = "";
    for (int step = 0; step < PATIENCE; step++) {
      if (page.uri().toString().startsWith(redirectUri.toString())) {
        return page.uri();
      }
      Form form = page.forms().stream().findFirst().orElseThrow(unexpected(page));
      boolean login = form.has("password");
      if (login && page.uri().getAuthority().equals(signedInAt)) {
        throw new UnexpectedAnswer("Sign-in refused at " + page.address());
      }
      signedInAt = login ? page.uri().getAuthority() : signedInAt;
      page = browser.submit(login ? signIn(form) : answer(page, form));
    }
    throw new UnexpectedAnswer("No end of pages at " + page.address());
  }

  private Form signIn(Form form) {
    return form.with("username", username).with("password", password.reveal());
  }

  private Form answer(Page page, Form form) {
    if (!form.offers("decision", decision.value)) {
      throw unexpected(page).get();
    }
    return form.pressing("decision", decision.value);
  }

  private static Supplier<UnexpectedAnswer> unexpected(Page page) {
    return () ->
        new UnexpectedAnswer(
            "Neither sign-in nor consent: " + page.status() + " at " + page.address());
  }
}
