package dev.holdfast.authserver.refusal;

import static org.assertj.core.api.Assertions.assertThat;

import dev.holdfast.runtime.tracing.TraceHeaders;
import dev.holdfast.runtime.tracing.http.RequestTrace;
import io.micronaut.data.exceptions.DataAccessException;
import io.micronaut.http.HttpRequest;
import io.micronaut.http.HttpResponse;
import java.time.Duration;
import java.util.Map;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** What people see who look at a page while something goes wrong; clients get OAuth errors. */
class PageErrorsTest {

  private static final String TRACE = "4bf92f3577b34da6a3ce929d0e0e4736";

  @ParameterizedTest
  @ValueSource(
      strings = {"/oauth2/authorize", "/login", "/account", "/account/passkeys", "/device"})
  void aDefectIsAPageThatTellsNothingButTheTraceId(String path) {
    var defect = new IllegalStateException("secret detail");

    HttpResponse<?> answer = new UnexpectedHandler().handle(traced(path), defect);

    assertThat(page(answer, 500)).contains(TRACE).doesNotContain("secret detail");
  }

  @ParameterizedTest
  @ValueSource(strings = {"/oauth2/token", "/oauth2/register", "/account/passkeys/options"})
  void aDefectIsAnOAuthErrorToClients(String path) {
    var defect = new IllegalStateException("secret detail");

    HttpResponse<?> answer = new UnexpectedHandler().handle(traced(path), defect);

    assertThat(answer.code()).isEqualTo(500);
    assertThat(answer.body())
        .isEqualTo(
            Map.of(
                "error",
                "server_error",
                "error_description",
                "Something went wrong on our side; trace id " + TRACE));
  }

  @ParameterizedTest
  @ValueSource(strings = {"/oauth2/authorize", "/consent"})
  void passingTroubleIsAPage(String path) {
    HttpResponse<?> answer =
        new DatabaseTroubleHandler()
            .handle(HttpRequest.GET(path), new DataAccessException("secret detail"));

    assertThat(page(answer, 503)).contains("try again").doesNotContain("secret detail");
    assertThat(answer.getHeaders().get("Retry-After")).isEqualTo("1");
  }

  @ParameterizedTest
  @ValueSource(strings = {"/oauth2/authorize", "/login"})
  void tooManyRequestsAreAPageThatSaysHowLongToWait(String path) {
    HttpResponse<?> answer =
        new TooManyRequestsHandler()
            .handle(HttpRequest.GET(path), new TooManyRequests(Duration.ofMillis(1_200)));

    assertThat(page(answer, 429)).contains("Wait 2 seconds");
    assertThat(answer.getHeaders().get("Retry-After")).isEqualTo("2");
  }

  private static HttpRequest<?> traced(String path) {
    HttpRequest<?> request = HttpRequest.GET(path);
    RequestTrace.move(
        request, new TraceHeaders("00-" + TRACE + "-00f067aa0ba902b7-01", null).context());
    return request;
  }

  private static String page(HttpResponse<?> answer, int status) {
    assertThat(answer.code()).isEqualTo(status);
    assertThat(answer.getHeaders().get("Content-Type")).startsWith("text/html");
    assertThat(answer.getHeaders().get("Content-Security-Policy")).contains("default-src 'none'");
    return String.valueOf(answer.body());
  }
}
