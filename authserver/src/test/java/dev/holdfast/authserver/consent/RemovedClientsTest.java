package dev.holdfast.authserver.consent;

import static org.assertj.core.api.Assertions.assertThat;

import dev.holdfast.authserver.TestClockFactory;
import dev.holdfast.authserver.harness.Browser;
import dev.holdfast.authserver.harness.ClientHost;
import dev.holdfast.authserver.harness.ClientHost.Answer;
import dev.holdfast.authserver.harness.OAuthClient;
import dev.holdfast.authserver.harness.Operator;
import dev.holdfast.authserver.harness.Server;
import dev.holdfast.runtime.retention.Retained;
import dev.holdfast.testsupport.MutableClock;
import java.net.http.HttpResponse;
import java.time.Duration;
import java.util.Map;
import org.junit.jupiter.api.Test;

/** What people allowed a client that is gone. */
class RemovedClientsTest {

  private static final String CALLBACK = "https://assistant.example/callback";

  private final Operator operator = new Operator();
  private final Operator.User user = operator.newUser();
  private final Browser browser = new Browser();

  @Test
  void aDeletedClientThatComesBackByItsDocumentAsksAnew() {
    try (var host = new ClientHost()) {
      String id = host.at("/client.json");
      host.put(
          "/client.json",
          Answer.json(ClientHost.document(id).replace("http://127.0.0.1/callback", CALLBACK)));
      allow(id, CALLBACK);
      // The row that an operator can delete is there once the client asked for tokens.
      ClientHost.refresh(id);
      assertThat(Browser.redirectQuery(ask(id, CALLBACK))).containsKey("code");

      assertThat(operator.send("DELETE", "/admin/clients/" + Browser.encode(id), "").statusCode())
          .isEqualTo(204);

      assertThat(ask(id, CALLBACK).body()).contains("action=\"/consent\"");
    }
  }

  @Test
  void expiredClientsTakeTheirConsentsAlong() {
    String id = OAuthClient.registerPublicClient();
    allow(id, "http://localhost:8765/callback");
    Consents consents = Server.bean(Consents.class);
    assertThat(consents.allOf(user.id())).isNotEmpty();
    MutableClock clock = MutableClock.atPresent();
    try (var replica = Server.replica(Map.of(TestClockFactory.PROPERTY, clock))) {
      clock.advance(Duration.ofHours(25));
      replica.getBeansOfType(Retained.class).stream()
          .filter(each -> each.name().equals("clients"))
          .forEach(each -> each.forget(clock.instant(), 10_000));
    }

    assertThat(consents.allOf(user.id())).isEmpty();
  }

  private void allow(String clientId, String redirectUri) {
    HttpResponse<String> page =
        browser.login(ask(clientId, redirectUri), user.username(), Operator.PASSWORD);
    assertThat(Browser.redirectQuery(browser.decide(page, "allow"))).containsKey("code");
  }

  private HttpResponse<String> ask(String clientId, String redirectUri) {
    Map<String, String> request = OAuthClient.authorization();
    request.put("client_id", clientId);
    request.put("redirect_uri", redirectUri);
    return browser.get(OAuthClient.authorizeAddress(request));
  }
}
