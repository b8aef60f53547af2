package dev.holdfast.authserver.passkey;

import static com.microsoft.playwright.assertions.PlaywrightAssertions.assertThat;
import static org.assertj.core.api.Assertions.assertThat;

import com.google.gson.JsonObject;
import com.microsoft.playwright.Browser.NewContextOptions;
import com.microsoft.playwright.BrowserContext;
import com.microsoft.playwright.CDPSession;
import com.microsoft.playwright.Page;
import com.microsoft.playwright.options.AriaRole;
import dev.holdfast.authserver.harness.Chromium;
import dev.holdfast.authserver.harness.OAuthClient;
import dev.holdfast.authserver.harness.Operator;
import dev.holdfast.authserver.harness.Person;
import dev.holdfast.authserver.harness.Server;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;

/** The pages and their script in a real browser, with an authenticator of the browser's own. */
@ExtendWith(Chromium.class)
class PasskeyBrowserTest {

  private final String username = new Operator().newUser().username();
  private final List<String> complaints = new ArrayList<>();
  private final BrowserContext context;
  private final Page page;

  PasskeyBrowserTest(com.microsoft.playwright.Browser chromium) {
    context = chromium.newContext(new NewContextOptions().setViewportSize(480, 900));
    page = context.newPage();
    // Only the refusals that a test asks for may make the console speak.
    page.onConsoleMessage(message -> complaints.add(message.text()));
    page.onPageError(complaints::add);
    Chromium.standInForTheClient(context, "signed in");
  }

  @AfterEach
  void close() {
    context.close();
    assertThat(complaints).isEmpty();
  }

  @Test
  void addsAPasskeyAndSignsInWithNothingElse() {
    addAuthenticator(true);
    signInByPassword();
    addPasskey();

    context.clearCookies();
    openLogin();
    button("Sign in with a passkey").click();

    page.waitForURL(Server.CONSOLE_CALLBACK + "?*");
    assertThat(page.url()).contains("code=");
  }

  @Test
  void asksForThePasskeyAfterThePassword() {
    addAuthenticator(true);
    signInByPassword();
    addPasskey();
    button("Ask for a passkey too").click();
    assertThat(page.getByText("you are asked for a passkey")).isVisible();

    context.clearCookies();
    openLogin();
    typePassword();
    assertThat(page.getByRole(AriaRole.HEADING)).hasText("Confirm it is you");
    button("Confirm with a passkey").click();

    page.waitForURL(Server.CONSOLE_CALLBACK + "?*");
    assertThat(page.url()).contains("code=");
  }

  @Test
  void saysSoIfThePersonDoesNot() {
    CDPSession session = addAuthenticator(true);
    signInByPassword();
    addPasskey();
    session.detach();
    context.clearCookies();
    addAuthenticator(false);
    openLogin();

    button("Sign in with a passkey").click();

    assertThat(page.getByText("That did not work out")).isVisible();
    assertThat(button("Sign in with a passkey")).isEnabled();
  }

  @Test
  void withoutScriptThePasswordStillDoes() {
    try (BrowserContext plain =
        context.browser().newContext(new NewContextOptions().setJavaScriptEnabled(false))) {
      Chromium.standInForTheClient(plain, "signed in");
      Page old = plain.newPage();
      old.navigate(OAuthClient.authorizeAddress(Person.request("portal")));
      assertThat(old.getByText("Sign in with a passkey")).isHidden();
      old.getByLabel("User name").fill(username);
      old.getByLabel("Password").fill(Person.PASSWORD);
      old.getByText("Sign in", new Page.GetByTextOptions().setExact(true)).last().click();
      old.getByText("Allow", new Page.GetByTextOptions().setExact(true)).click();
      old.waitForURL(Server.CONSOLE_CALLBACK + "?*");

      old.navigate(Server.issuer() + "/account/passkeys");
      assertThat(old.getByText("This needs a browser with passkeys")).isVisible();
      assertThat(old.getByLabel("Name")).isHidden();
    }
  }

  private void signInByPassword() {
    openLogin();
    typePassword();
    button("Allow").click();
    page.waitForURL(Server.CONSOLE_CALLBACK + "?*");
  }

  private void openLogin() {
    page.navigate(OAuthClient.authorizeAddress(Person.request("portal")));
  }

  private void typePassword() {
    page.getByLabel("User name").fill(username);
    page.getByLabel("Password").fill(Person.PASSWORD);
    button("Sign in").click();
  }

  private void addPasskey() {
    page.navigate(Server.issuer() + "/account/passkeys");
    assertThat(page.getByText("You have none yet.")).isVisible();
    page.getByLabel("Name").fill("My laptop");
    button("Add a passkey").click();
    assertThat(page.getByText("Not used yet.")).isVisible();
  }

  private com.microsoft.playwright.Locator button(String name) {
    return page.getByRole(
        AriaRole.BUTTON, new Page.GetByRoleOptions().setName(name).setExact(true));
  }

  /** Plugs a key into the browser that verifies its person, or fails to. */
  private CDPSession addAuthenticator(boolean verifies) {
    CDPSession session = context.newCDPSession(page);
    session.send("WebAuthn.enable", new JsonObject());
    var options = new JsonObject();
    options.addProperty("protocol", "ctap2");
    options.addProperty("transport", "internal");
    options.addProperty("hasResidentKey", true);
    options.addProperty("hasUserVerification", true);
    options.addProperty("isUserVerified", verifies);
    options.addProperty("automaticPresenceSimulation", true);
    var request = new JsonObject();
    request.add("options", options);
    session.send("WebAuthn.addVirtualAuthenticator", request);
    return session;
  }
}
