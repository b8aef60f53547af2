package dev.holdfast.token;

import static org.assertj.core.api.Assertions.assertThat;

import dev.holdfast.bearer.testing.ApiDescription;
import io.micronaut.web.router.Router;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestInstance;
import org.junit.jupiter.api.io.TempDir;

/** The description of the API, against the routes there are. */
@TestInstance(TestInstance.Lifecycle.PER_CLASS)
class ApiDescriptionTest {

  private static final List<String> OURS = List.of("/grants", "/revocations", "/connections");

  private TokenServer server;

  @BeforeAll
  void start(@TempDir Path keys) {
    server = TokenServer.start(keys);
  }

  @AfterAll
  void stop() {
    server.close();
  }

  @Test
  void everyOperationIsDescribedWithItsScopeAndNoOther() {
    Map<String, String> routes =
        ApiDescription.routes(
            server.get(Router.class), path -> OURS.stream().anyMatch(path::startsWith));

    assertThat(routes).hasSizeGreaterThan(15);
    assertThat(described().operations()).isEqualTo(routes);
  }

  @Test
  void everyReferenceLeadsSomewhere() {
    assertThat(described().danglingReferences()).isEmpty();
  }

  private static ApiDescription described() {
    return ApiDescription.read(
        Objects.requireNonNull(
            ApiDescriptionTest.class.getResourceAsStream("/openapi/token-service.yml")));
  }
}
