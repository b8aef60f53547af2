package dev.holdfast.authserver.user;

import static org.assertj.core.api.Assertions.assertThat;

import dev.holdfast.authserver.harness.OAuthClient;
import dev.holdfast.authserver.harness.Server;
import dev.holdfast.bearer.testing.ApiDescription;
import io.micronaut.web.router.Router;
import java.net.http.HttpResponse;
import java.util.Map;
import java.util.Objects;
import org.junit.jupiter.api.Test;

class OperatorApiTest {

  @Test
  void theDescriptionHasEveryOperationWithItsScope() {
    Map<String, String> routes =
        ApiDescription.routes(Server.bean(Router.class), path -> path.startsWith("/admin"));

    assertThat(routes).hasSizeGreaterThan(10);
    assertThat(described().operations()).containsAllEntriesOf(routes);
    assertThat(described().danglingReferences()).isEmpty();
  }

  @Test
  void theDescriptionIsServedToEverybody() {
    HttpResponse<String> answer = OAuthClient.send("GET", "/openapi/admin.yml", "", "", "");

    assertThat(answer.statusCode()).isEqualTo(200);
    assertThat(answer.body()).startsWith("openapi: 3.1.0");
  }

  private static ApiDescription described() {
    return ApiDescription.read(
        Objects.requireNonNull(OperatorApiTest.class.getResourceAsStream("/openapi/admin.yml")));
  }
}
