package dev.holdfast.token;

import static org.assertj.core.api.Assertions.assertThat;

import dev.holdfast.bearer.RequiresScope;
import io.micronaut.web.router.Router;
import io.micronaut.web.router.UriRouteInfo;
import java.nio.file.Path;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import java.util.TreeSet;
import java.util.regex.MatchResult;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestInstance;
import org.junit.jupiter.api.io.TempDir;
import org.yaml.snakeyaml.LoaderOptions;
import org.yaml.snakeyaml.Yaml;
import org.yaml.snakeyaml.constructor.SafeConstructor;

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
        server
            .get(Router.class)
            .uriRoutes()
            .filter(route -> OURS.stream().anyMatch(path(route)::startsWith))
            // Every GET brings its own.
            .filter(route -> !route.getHttpMethodName().equals("HEAD"))
            .collect(
                Collectors.toMap(
                    route -> route.getHttpMethodName() + ' ' + path(route),
                    route ->
                        route.getAnnotationMetadata().stringValue(RequiresScope.class).orElse(""),
                    (one, _) -> one,
                    TreeMap::new));

    assertThat(routes).hasSizeGreaterThan(15);
    assertThat(described()).isEqualTo(routes);
  }

  @Test
  void everyReferenceLeadsSomewhere() {
    Set<String> missing = new TreeSet<>();
    Stream<MatchResult> references =
        Pattern.compile("#/components/(\\w+)/(\\w+)").matcher(document().toString()).results();
    references
        .filter(
            to -> !members(members(document(), "components"), to.group(1)).containsKey(to.group(2)))
        .forEach(to -> missing.add(to.group()));
    assertThat(missing).isEmpty();
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
            .load(ApiDescriptionTest.class.getResourceAsStream("/openapi/token-service.yml"));
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
