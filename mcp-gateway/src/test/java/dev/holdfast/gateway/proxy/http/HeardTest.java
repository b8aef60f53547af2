package dev.holdfast.gateway.proxy.http;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import dev.holdfast.contracts.events.CallOutcome;
import dev.holdfast.gateway.protocol.JsonRpc;
import dev.holdfast.gateway.protocol.Message;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class HeardTest {

  private final Message call =
      JsonRpc.parse("{\"jsonrpc\":\"2.0\",\"id\":7,\"method\":\"tools/call\"}".getBytes(UTF_8))
          .orElseThrow();

  @ParameterizedTest
  @ValueSource(
      strings = {
        "{\"id\":7,\"result\":{\"isError\":true}}",
        "{\"id\":7,\"result\":{\"isError\" : true}}",
        "{\"id\":7,\"error\":{\"code\":-32602}}",
        "{\"id\":7,\"result\":{\"structuredContent\":{\"isError\":false},\"isError\":true}}",
        "{\"id\":7,\"result\":{\"is\\u0045rror\":true}}",
        "[{\"id\":6,\"result\":{\"isError\":false}},{\"id\":7,\"result\":{\"isError\":true}}]",
      })
  void errorIsHeard(String answer) {
    assertThat(heard(answer)).isEqualTo(CallOutcome.ERROR);
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "{\"id\":7,\"result\":{}}",
        "{\"id\":7,\"result\":{\"isError\":false}}",
        "{\"id\":7,\"result\":{\"isError\": false}}",
        "{\"id\":7,\"result\":{\"content\":[{\"text\":\"an error: \\\"isError\\\":true\"}]}}",
        "{\"id\":7,\"result\":{\"structuredContent\":{\"isError\":true},\"isError\":false}}",
        "[{\"id\":6,\"result\":{\"isError\":true}},{\"id\":7,\"result\":{\"isError\":false}}]",
        "rror",
        "\"isError\":fals",
      })
  void anythingElseIsAResult(String answer) {
    assertThat(heard(answer)).isEqualTo(CallOutcome.OK);
  }

  @ParameterizedTest
  @ValueSource(booleans = {true, false})
  void errorIsHeardAmongEvents(boolean isError) {
    Heard heard = new Heard(200, true);
    heard.add("data: {\"method\":\"notifications/progress\"}\n\n".getBytes(UTF_8));
    heard.add(
        "data: {\"id\":7,\"result\":{\"isError\":%s}}\r\n\r\n".formatted(isError).getBytes(UTF_8));

    assertThat(heard.outcome(call)).isEqualTo(isError ? CallOutcome.ERROR : CallOutcome.OK);
  }

  private CallOutcome heard(String answer) {
    Heard heard = new Heard(200, false);
    heard.add(answer.getBytes(UTF_8));
    return heard.outcome(call);
  }
}
