package dev.holdfast.authserver.user;

import static org.assertj.core.api.Assertions.assertThat;

import dev.holdfast.authserver.harness.OAuthClient;
import dev.holdfast.authserver.harness.Server;
import dev.holdfast.bearer.RequiresScope;
import io.micronaut.web.router.Router;
import io.micronaut.web.router.UriRouteInfo;
import java.net.http.HttpResponse;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.TreeMap;
import java.util.stream.Collectors;
import org.junit.jupiter.api.Test;
import org.yaml.snakeyaml.LoaderOptions;
import org.yaml.snakeyaml.Yaml;
import org.yaml.snakeyaml.constructor.SafeConstructor;

class OperatorApiTest {

  @Test
  void theDescriptionHasEveryOperationWithItsScope() {
    Map<String, String> routes =
        Server.bean(Router.class)
            .uriRoutes()
            .filter(route -> path(route).startsWith("/admin"))
            // Every GET brings its own.
            .filter(route -> !route.getHttpMethodName().equals("HEAD"))
            .collect(
                Collectors.toMap(
                    route -> route.getHttpMethodName() + ' ' + path(route),
                    route ->
                        route.getAnnotationMetadata().stringValue(RequiresScope.class).orElse(""),
                    (one, other) -> one,
                    TreeMap::new));

    assertThat(routes).hasSizeGreaterThan(10);
    assertThat(described()).containsAllEntriesOf(routes);
  }

  @Test
  void theDescriptionIsServedToEverybody() {
    HttpResponse<String> answer = OAuthClient.send("GET", "/openapi/admin.yml", "", "", "");

    assertThat(answer.statusCode()).isEqualTo(200);
    assertThat(answer.body()).startsWith("openapi: 3.1.0");
  }

  private static String path(UriRouteInfo<?, ?> route) {
    return route.getUriMatchTemplate().toPathString();
  }

  /** Method and path, with the one scope that opens it. */
  private static Map<String, String> described() {
    Map<String, String> operations = new TreeMap<>();
    members(document(), "paths")
        .forEach(
            (path, operation) ->
                map(operation)
                    .forEach(
                        (method, details) ->
                            operations.put(
                                method.toUpperCase(Locale.ROOT) + ' ' + path, scope(details))));
    return operations;
  }

  private static Map<String, Object> document() {
    Object document =
        new Yaml(new SafeConstructor(new LoaderOptions()))
            .load(OperatorApiTest.class.getResourceAsStream("/openapi/admin.yml"));
    return map(document);
  }

  private static String scope(Object details) {
    List<?> security = (List<?>) map(details).getOrDefault("security", List.of());
    return map(security.getFirst()).values().stream()
        .map(scopes -> ((List<?>) scopes).getFirst())
        .map(String::valueOf)
        .collect(Collectors.joining(" "));
  }

  private static Map<String, Object> members(Map<String, Object> of, String name) {
    return map(of.getOrDefault(name, Map.of()));
  }

  private static Map<String, Object> map(Object value) {
    return ((Map<?, ?>) value)
        .entrySet().stream()
            .collect(
                Collectors.toMap(entry -> String.valueOf(entry.getKey()), Map.Entry::getValue));
  }
}
