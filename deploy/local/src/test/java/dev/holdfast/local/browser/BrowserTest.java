package dev.holdfast.local.browser;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.IOException;
import java.net.URI;
import java.util.NoSuchElementException;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

class BrowserTest {
  private static final String LOGIN =
      """
      <h1>Sign in</h1>
      <form method="post" action="session?x=1">
        <input type="hidden" name="_csrf" value="c&amp;1">
        <input name="username"><input type="password" name="password">
        <input type="submit" name="go" value="Sign in">
      </form>""";
  private static final String CONSENT =
      """
      <form method="POST">
        <input type="hidden" name="ticket" value="t">
        <button name="decision" value="allow">Allow</button>
        <button name="decision" value="deny">Deny</button>
      </form>""";

  private final Browser browser = new Browser();
  private Site site;

  @BeforeEach
  void start() throws IOException {
    site = new Site().page("/seen", BrowserTest::showCookies);
  }

  @AfterEach
  void stop() {
    site.close();
  }

  @Test
  void aFormGoesOutWithItsHiddenFieldsAndWithoutUnpressedButtons() {
    site.page("/in/login", r -> r.answer(200, LOGIN)).page("/in/session", BrowserTest::echo);
    Form form = browser.open(site.at("/in/login")).form();
    Page page = browser.submit(form.with("username", "ada").with("password", "p w&d"));
    assertThat(page.uri()).isEqualTo(site.at("/in/session?x=1"));
    assertThat(page.body()).isEqualTo("POST _csrf=c%261&username=ada&password=p+w%26d");
  }

  @Test
  void aPageThatGoesOnByItselfIsFollowedWithItsCookies() {
    site.page("/login", r -> r.answer(200, LOGIN))
        .page(
            "/session",
            r ->
                r.set("Set-Cookie", "a=1; Path=/")
                    .answer(
                        200,
                        "<p><meta http-equiv=\"refresh\" content=\"0;url=/seen?x=1&amp;y=2\">"));
    Page page = browser.submit(browser.open(site.at("/login")).form());
    assertThat(page.uri()).isEqualTo(site.at("/seen?x=1&y=2"));
    assertThat(page.body()).contains("a=1");
  }

  @Test
  void aFormPostTellsItsOrigin() {
    site.page("/login", r -> r.answer(200, LOGIN))
        .page(
            "/session",
            r -> r.answer(200, r.header("Origin").orElse("") + r.header("Sec-Fetch-Site").get()));
    Page page = browser.submit(browser.open(site.at("/login")).form());
    assertThat(page.body()).isEqualTo(site.at("").toString() + "same-origin");
  }

  @Test
  void onlyThePressedButtonGoesOut() {
    site.page(
        "/consent",
        r -> {
          if (r.exchange().getRequestMethod().equals("GET")) {
            r.answer(200, CONSENT);
          } else {
            echo(r);
          }
        });
    Form form = browser.open(site.at("/consent?id=7")).form();
    Page page = browser.submit(form.pressing("decision", "deny"));
    assertThat(page.uri()).isEqualTo(site.at("/consent?id=7"));
    assertThat(page.body()).isEqualTo("POST ticket=t&decision=deny");
  }

  @Test
  void whatThePageDoesNotOfferCannotBeDone() {
    site.page("/login", r -> r.answer(200, LOGIN)).page("/plain", r -> r.answer(200, "<p>hi"));
    Form form = browser.open(site.at("/login")).form();
    assertThatThrownBy(() -> form.with("otp", "1")).isInstanceOf(NoSuchElementException.class);
    assertThatThrownBy(() -> form.pressing("decision", "allow"))
        .isInstanceOf(NoSuchElementException.class);
    Page plain = browser.open(site.at("/plain"));
    assertThatThrownBy(plain::form).isInstanceOf(NoSuchElementException.class);
  }

  @Test
  void aForgedFormMayDropAndAddAnything() {
    site.page("/login", r -> r.answer(200, LOGIN)).page("/session", BrowserTest::echo);
    Form form = browser.open(site.at("/login")).form();
    Page page = browser.submit(form.without("_csrf").forged("role", "admin"));
    assertThat(page.body()).doesNotContain("_csrf").endsWith("role=admin");
  }

  @Test
  void aGetFormPutsItsFieldsIntoTheAddress() {
    site.page("/find", r -> r.answer(200, "<form action='/hits?old=1'><input name=q value=a>"))
        .page("/hits", r -> r.answer(200, r.exchange().getRequestURI().getQuery()));
    Page page = browser.submit(browser.open(site.at("/find")).form().with("q", "x y"));
    assertThat(page.body()).isEqualTo("q=x+y");
  }

  @Test
  void redirectsAreFollowedWithGetUnlessTheyKeepTheMethod() {
    site.page("/login", r -> r.answer(200, LOGIN))
        .page("/session", r -> r.redirect(307, "/again"))
        .page("/again", r -> r.redirect(303, "/end"))
        .page("/end", BrowserTest::echo);
    Page page = browser.submit(browser.open(site.at("/login")).form());
    assertThat(page.uri()).isEqualTo(site.at("/end"));
    assertThat(page.body()).isEqualTo("GET ");
  }

  @Test
  void aRedirectToAStopIsNotFollowed() {
    URI callback = URI.create("http://127.0.0.1:1/callback");
    site.page("/go", r -> r.redirect(302, callback + "?code=c&state=s"));
    Page page = browser.stopAt(callback).open(site.at("/go"));
    assertThat(page.uri()).hasToString(callback + "?code=c&state=s");
    assertThat(page.status()).isEqualTo(302);
    assertThat(page.toString()).doesNotContain("code=c");
  }

  @Test
  void endlessRedirectsEnd() {
    site.page("/loop", r -> r.redirect(302, "/loop"));
    assertThatThrownBy(() -> browser.open(site.at("/loop")))
        .isInstanceOf(IllegalStateException.class);
  }

  @Test
  void cookiesComeBackByPathAndHostAlsoThroughRedirects() {
    site.page(
        "/set",
        r ->
            r.set("Set-Cookie", "all=1; Path=/; HttpOnly; SameSite=Strict")
                .set("Set-Cookie", "deep=2; Path=/seen/deep")
                .set("Set-Cookie", "other=3; Path=/set")
                .redirect(302, "/seen"));
    assertThat(browser.open(site.at("/set")).body()).isEqualTo("all=1");
    assertThat(browser.open(site.at("/seen/deep/er")).body()).isEqualTo("deep=2; all=1");
    assertThat(browser.open(site.at("/seen/deeper")).body()).isEqualTo("all=1");
    assertThat(browser.open(site.at("localhost", "/seen")).body()).isEmpty();
    assertThat(new Browser().open(site.at("/seen")).body()).isEmpty();
  }

  @Test
  void aCookieIsReplacedAndExpired() {
    site.page("/one", r -> r.set("Set-Cookie", "a=1; Path=/").answer(200, ""))
        .page("/two", r -> r.set("Set-Cookie", "a=2; Path=/").answer(200, ""))
        .page("/gone", r -> r.set("Set-Cookie", "a=; Path=/; Max-Age=0").answer(200, ""));
    browser.open(site.at("/one"));
    browser.open(site.at("/two"));
    assertThat(browser.open(site.at("/seen")).body()).isEqualTo("a=2");
    browser.open(site.at("/gone"));
    assertThat(browser.open(site.at("/seen")).body()).isEmpty();
  }

  @Test
  void hostCookiesWorkOnLoopbackAndOnlyWhenWellFormed() {
    site.page(
        "/set",
        r ->
            r.set("Set-Cookie", "__Host-good=1; Path=/; Secure; HttpOnly")
                .set("Set-Cookie", "__Host-insecure=1; Path=/")
                .set("Set-Cookie", "__Host-deep=1; Path=/seen; Secure")
                .set("Set-Cookie", "stranger=1; Path=/; Domain=example.test")
                .answer(200, ""));
    browser.open(site.at("/set"));
    assertThat(browser.open(site.at("/seen")).body()).isEqualTo("__Host-good=1");
    browser.clearCookies();
    assertThat(browser.cookies()).isEmpty();
  }

  @Test
  void aFilledFormPrintsNoValues() {
    site.page("/login", r -> r.answer(200, LOGIN));
    Form form = browser.open(site.at("/login")).form().with("password", "hunter2");
    assertThat(form.toString()).contains("password").doesNotContain("hunter2");
  }

  private static void echo(Site.Request request) throws IOException {
    request.answer(200, request.exchange().getRequestMethod() + " " + request.body());
  }

  private static void showCookies(Site.Request request) throws IOException {
    request.answer(200, request.header("Cookie").orElse(""));
  }
}
