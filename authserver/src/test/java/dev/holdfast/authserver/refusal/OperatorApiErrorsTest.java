package dev.holdfast.authserver.refusal;

import static org.assertj.core.api.Assertions.assertThat;

import dev.holdfast.contracts.problem.Problem;
import dev.holdfast.contracts.problem.ProblemTypes;
import dev.holdfast.runtime.tracing.TraceHeaders;
import dev.holdfast.runtime.tracing.http.RequestTrace;
import io.micronaut.data.exceptions.DataAccessException;
import io.micronaut.http.HttpRequest;
import io.micronaut.http.HttpResponse;
import java.io.IOException;
import java.util.Map;
import java.util.Objects;
import org.junit.jupiter.api.Test;

class OperatorApiErrorsTest {

  private static final HttpRequest<?> ADMIN = HttpRequest.GET("/admin/users");
  private static final HttpRequest<?> OAUTH = HttpRequest.GET("/oauth2/token");

  @Test
  void troubleWithTheDatabaseIsAProblemForOperators() {
    var handler = new DatabaseTroubleHandler();
    var trouble = new DataAccessException("secret detail");

    assertUnavailable(handler.handle(ADMIN, trouble));
    assertThat(handler.handle(OAUTH, trouble).body()).isInstanceOf(Map.class);
  }

  @Test
  void troubleBehindUsIsAProblemForOperators() {
    var handler = new UnavailableHandler();
    var trouble = new TemporarilyUnavailable("secret detail", new IOException());

    assertUnavailable(handler.handle(ADMIN, trouble));
    assertThat(handler.handle(OAUTH, trouble).body()).isInstanceOf(Map.class);
  }

  @Test
  void aDefectIsAProblemForOperatorsThatTellsNothingButTheTraceId() {
    var handler = new UnexpectedHandler();
    var defect = new IllegalStateException("secret detail");
    HttpRequest<?> request = HttpRequest.GET("/admin/users");
    String trace = "4bf92f3577b34da6a3ce929d0e0e4736";
    RequestTrace.move(
        request, new TraceHeaders("00-" + trace + "-00f067aa0ba902b7-01", null).context());
    HttpResponse<?> answer = handler.handle(request, defect);

    assertThat(answer.code()).isEqualTo(500);
    Problem problem = problem(answer);
    assertThat(problem.type()).isEqualTo(ProblemTypes.UNEXPECTED);
    assertThat(problem.traceId()).isEqualTo(trace);
    assertThat(problem.toString()).doesNotContain("secret detail");
    assertThat(handler.handle(OAUTH, defect).body()).isInstanceOf(Map.class);
  }

  private static void assertUnavailable(HttpResponse<?> answer) {
    assertThat(answer.code()).isEqualTo(503);
    assertThat(answer.getHeaders().get("Retry-After")).isEqualTo("1");
    assertThat(problem(answer).type()).isEqualTo(ProblemTypes.TEMPORARILY_UNAVAILABLE);
    assertThat(problem(answer).toString()).doesNotContain("secret detail");
  }

  private static Problem problem(HttpResponse<?> answer) {
    assertThat(answer.getContentType())
        .hasValueSatisfying(type -> assertThat(type).hasToString(Problem.MEDIA_TYPE));
    return (Problem) Objects.requireNonNull(answer.body());
  }
}
