package dev.holdfast.gateway;

import static java.nio.charset.StandardCharsets.UTF_16;
import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.util.List;
import java.util.Map;
import java.util.zip.GZIPOutputStream;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/** A server reads what was judged, and is told who asks by the gateway alone, on either way. */
@Timeout(60)
class WhatServersReadTest {

  private static final String CALL =
      """
      {"jsonrpc":"2.0","id":7,"method":"tools/call","params":{"name":"echo"}}\
      """;

  private static final RunningGateway gateway =
      RunningGateway.start(
          Map.of(
              "holdfast.gateway.servers.keyed.eras", "legacy",
              "holdfast.gateway.upstream.strip-headers", "X-Tenant, X-Team-*"));

  @AfterAll
  static void stop() {
    gateway.close();
  }

  @BeforeEach
  void forget() {
    gateway.upstream.answer(RunningGateway::mcp);
  }

  @ParameterizedTest
  @ValueSource(strings = {CALL, RunningGateway.LIST})
  void nobodyPassesForSomebodyElse(String body) throws Exception {
    HttpRequest.Builder request = known("ann").POST(HttpRequest.BodyPublishers.ofString(body));
    List<String> spoofed =
        List.of(
            "Holdfast-Subject",
            "Holdfast_Subject",
            "HOLDFAST_ISSUER",
            "X_Api_Key",
            "X-Forwarded-User",
            "X-Forwarded-For",
            "X-Forwarded-Anything",
            "X-Auth-Request-Email",
            "Remote-User",
            "X-Remote-User",
            "X-Real-IP",
            "Forwarded",
            "X-Tenant",
            "X-Team-Name");
    spoofed.forEach(name -> request.header(name, "mallory"));
    request.header("X-Request-Id", "kept");

    assertThat(gateway.send(request).statusCode()).isEqualTo(200);

    var headers = gateway.upstream.seen().getFirst().headers();
    assertThat(headers.values().toString()).doesNotContain("mallory");
    assertThat(headers.get("Holdfast-Subject")).containsExactly("ann");
    assertThat(headers.get("X-request-id")).containsExactly("kept");
  }

  @ParameterizedTest
  @CsvSource({
    "ann,ann",
    "zoë,=?base64?em/Dqw==?=",
    "李,=?base64?5p2O?=",
    "=?base64?x?=,=?base64?PT9iYXNlNjQ/eD89?=",
  })
  void noTwoSubjectsLookAlike(String subject, String told) throws Exception {
    for (String body : List.of(CALL, RunningGateway.LIST)) {
      HttpRequest.Builder request = known(subject).POST(HttpRequest.BodyPublishers.ofString(body));

      assertThat(gateway.send(request).statusCode()).isEqualTo(200);
      assertThat(gateway.upstream.seen().getLast().headers().get("Holdfast-Subject"))
          .containsExactly(told);
    }
  }

  @Test
  void compressedBodyIsJudgedAndSentAsWhatItSays() throws Exception {
    HttpRequest.Builder request =
        known("ann")
            .header("Content-Encoding", "gzip")
            .POST(HttpRequest.BodyPublishers.ofByteArray(gzip(CALL)));

    assertThat(gateway.send(request).statusCode()).isEqualTo(200);

    var seen = gateway.upstream.seen().getFirst();
    assertThat(seen.body()).isEqualTo(CALL);
    assertThat(seen.headers().get("Content-encoding")).isNull();
    assertThat(seen.headers().get("Content-type")).containsExactly("application/json");
  }

  /** Its bytes are a harmless call, and something else to a server that decodes them. */
  @ParameterizedTest
  @ValueSource(strings = {"compress", "x-made-up", "br, x-made-up"})
  void encodingThatCannotBeDecodedIsRefused(String encoding) throws Exception {
    HttpRequest.Builder request =
        known("ann")
            .header("Content-Encoding", encoding)
            .POST(HttpRequest.BodyPublishers.ofString(CALL));

    HttpResponse<String> answer = gateway.send(request);

    assertThat(answer.statusCode()).isEqualTo(415);
    assertThat(gateway.upstream.seen()).isEmpty();
  }

  @ParameterizedTest
  @CsvSource({
    "application/json;charset=utf-8,200",
    "'application/json; charset=\"UTF-8\"',200",
    "Application/JSON,200",
    "application/json;charset=utf-16,415",
    "application/json; charset=iso-8859-1,415",
    "text/plain,415",
  })
  void bodyIsJsonInUtf8(String type, int status) throws Exception {
    HttpRequest.Builder request =
        known("ann")
            .setHeader("Content-Type", type)
            .POST(HttpRequest.BodyPublishers.ofString(CALL));

    assertThat(gateway.send(request).statusCode()).isEqualTo(status);
    if (status == 200) {
      assertThat(gateway.upstream.seen().getFirst().headers().get("Content-type"))
          .containsExactly("application/json");
    } else {
      assertThat(gateway.upstream.seen()).isEmpty();
    }
  }

  @Test
  void otherUnicodeIsNoJson() throws Exception {
    HttpRequest.Builder request =
        known("ann").POST(HttpRequest.BodyPublishers.ofByteArray(CALL.getBytes(UTF_16)));

    HttpResponse<String> answer = gateway.send(request);

    assertThat(answer.statusCode()).isEqualTo(400);
    assertThat(answer.body()).contains("-32700");
    assertThat(gateway.upstream.seen()).isEmpty();
  }

  /** Of a token that is known already, so that nothing has to be waited for. */
  private static HttpRequest.Builder known(String subject) throws Exception {
    String token = gateway.token(subject, "keyed").sign();
    gateway.post("keyed", token, null, CALL);
    gateway.upstream.answer(RunningGateway::mcp);
    return gateway.request("keyed", token);
  }

  private static byte[] gzip(String text) throws IOException {
    var bytes = new ByteArrayOutputStream();
    try (var out = new GZIPOutputStream(bytes)) {
      out.write(text.getBytes(UTF_8));
    }
    return bytes.toByteArray();
  }
}
