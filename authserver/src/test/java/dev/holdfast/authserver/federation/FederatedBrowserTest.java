package dev.holdfast.authserver.federation;

import static com.microsoft.playwright.assertions.PlaywrightAssertions.assertThat;
import static org.assertj.core.api.Assertions.assertThat;

import com.microsoft.playwright.Browser.NewContextOptions;
import com.microsoft.playwright.BrowserContext;
import com.microsoft.playwright.Page;
import com.microsoft.playwright.options.AriaRole;
import dev.holdfast.authserver.harness.Chromium;
import dev.holdfast.authserver.harness.OAuthClient;
import dev.holdfast.authserver.harness.OtherProvider;
import dev.holdfast.authserver.harness.Person;
import dev.holdfast.authserver.harness.Server;
import java.util.ArrayList;
import java.util.List;
import java.util.UUID;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;

/** To a provider and back in a real browser without script, through both sites' form policies. */
@ExtendWith(Chromium.class)
class FederatedBrowserTest {

  private final List<String> complaints = new ArrayList<>();
  private final BrowserContext context;
  private final Page page;

  FederatedBrowserTest(com.microsoft.playwright.Browser chromium) {
    context = chromium.newContext(new NewContextOptions().setJavaScriptEnabled(false));
    page = context.newPage();
    page.onConsoleMessage(message -> complaints.add(message.text()));
    Chromium.standInForTheClient(context, "The client's page");
  }

  @AfterEach
  void close() {
    context.close();
    assertThat(complaints).isEmpty();
  }

  @Test
  void leadsThereAndBackToTheClient() {
    String subject = "browser-" + UUID.randomUUID();
    signIn(subject);
    assertThat(page.getByRole(AriaRole.HEADING)).hasText("Allow access?");
    page.getByRole(AriaRole.BUTTON, new Page.GetByRoleOptions().setName("Allow")).click();
    assertAtTheClient();

    // With the consent remembered nothing comes between the provider's form and the client.
    context.clearCookies();
    signIn(subject);
    assertAtTheClient();
  }

  private void signIn(String subject) {
    page.navigate(OAuthClient.authorizeAddress(Person.request("console")));
    page.getByRole(
            AriaRole.BUTTON,
            new Page.GetByRoleOptions().setName("Continue with " + OtherProvider.ACME.title()))
        .click();
    page.getByLabel("Subject").fill(subject);
    page.getByRole(AriaRole.BUTTON, new Page.GetByRoleOptions().setName("It is me")).click();
  }

  private void assertAtTheClient() {
    page.waitForURL(Server.CONSOLE_CALLBACK + "?*");
    assertThat(page.url()).contains("code=");
  }
}
