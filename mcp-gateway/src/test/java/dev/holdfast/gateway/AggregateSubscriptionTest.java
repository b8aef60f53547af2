package dev.holdfast.gateway;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import java.net.http.HttpRequest;
import org.junit.jupiter.api.Test;

/** A modern subscription is one, whoever tells what was asked for. */
class AggregateSubscriptionTest extends AggregateStreamScene {

  @Test
  void subscriptionIsAcknowledgedOnceFilteredAndCancelledByHangingUp() throws Exception {
    try (Heard heard =
        subscription(
            "{\"toolsListChanged\":true,\"resourceSubscriptions\":[\"mail+file:///y\",\"nobody+x:y\"]}")) {
      await().untilAsserted(() -> assertThat(heard.with("acknowledged")).hasSize(1));
      assertThat(heard.with("acknowledged").getFirst())
          .contains("{\"toolsListChanged\":true,\"resourceSubscriptions\":[\"mail+file:///y\"]}")
          .contains("\"io.modelcontextprotocol/subscriptionId\":7");
      await().until(() -> weather.listeners() == 1 && mail.listeners() == 1);

      weather.say(CHANGED.replace("tools", "prompts"));
      weather.say(SAMPLING);
      weather.say(CHANGED);
      mail.say(CHANGED);
      mail.say(
          "{\"jsonrpc\":\"2.0\",\"method\":\"notifications/resources/updated\",\"params\":{\"uri\":\"file:///y\"}}");

      await()
          .untilAsserted(
              () -> {
                assertThat(heard.with("tools/list_changed")).hasSize(1);
                assertThat(heard.with("\"mail+file:///y\"")).hasSize(2);
              });
      assertThat(heard.with("subscriptionId")).hasSize(3);
      assertThat(heard.with("prompts/list_changed")).isEmpty();
      assertThat(heard.with("sampling")).isEmpty();
    }
    await().until(() -> weather.listeners() == 0 && mail.listeners() == 0);
  }

  @Test
  void whatNoServerTellsIsNotAcknowledged() throws Exception {
    mail.silent = true;
    try (Heard heard = subscription("{\"resourceSubscriptions\":[\"mail+file:///y\"]}")) {
      await().untilAsserted(() -> assertThat(heard.with("acknowledged")).hasSize(1));
      assertThat(heard.with("\"notifications\":{}")).hasSize(1);
    }
    try (Heard nothing = subscription("{}")) {
      await().untilAsserted(() -> assertThat(nothing.with("\"notifications\":{}")).hasSize(1));
    }
  }

  private Heard subscription(String notifications) throws Exception {
    String params = "\"notifications\":" + notifications + "," + MODERN_META;
    return Heard.of(
        gateway.http,
        request(gateway.server, "ann", null)
            .header("MCP-Protocol-Version", "2026-07-28")
            .header("Mcp-Method", "subscriptions/listen")
            .POST(HttpRequest.BodyPublishers.ofString(message("subscriptions/listen", params))));
  }
}
