package dev.holdfast.bearer.testing;

import dev.holdfast.bearer.RequiresScope;
import io.micronaut.web.router.Router;
import io.micronaut.web.router.UriRouteInfo;
import java.io.InputStream;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import java.util.TreeSet;
import java.util.function.Predicate;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import org.yaml.snakeyaml.LoaderOptions;
import org.yaml.snakeyaml.Yaml;
import org.yaml.snakeyaml.constructor.SafeConstructor;

/** An OpenAPI description, to be compared with the routes there are. */
public final class ApiDescription {

  private final Map<String, Object> document;

  private ApiDescription(Map<String, Object> document) {
    this.document = document;
  }

  /** Reads one, from YAML. */
  public static ApiDescription read(InputStream yaml) {
    return new ApiDescription(map(new Yaml(new SafeConstructor(new LoaderOptions())).load(yaml)));
  }

  /** Method and path of the routes of an application, with the one scope that opens each. */
  public static Map<String, String> routes(Router router, Predicate<String> path) {
    return router
        .uriRoutes()
        .filter(route -> path.test(path(route)))
        // Every GET brings its own.
        .filter(route -> !route.getHttpMethodName().equals("HEAD"))
        .collect(
            Collectors.toMap(
                route -> route.getHttpMethodName() + ' ' + path(route),
                route -> route.getAnnotationMetadata().stringValue(RequiresScope.class).orElse(""),
                (one, _) -> one,
                TreeMap::new));
  }

  /** Method and path of what is described, with the one scope that opens each. */
  public Map<String, String> operations() {
    Map<String, String> operations = new TreeMap<>();
    members(document, "paths")
        .forEach(
            (path, operation) ->
                map(operation)
                    .forEach(
                        (method, details) ->
                            operations.put(
                                method.toUpperCase(Locale.ROOT) + ' ' + path, scope(details))));
    return operations;
  }

  /** References to components that are not there. */
  public Set<String> danglingReferences() {
    Set<String> missing = new TreeSet<>();
    Pattern.compile("#/components/(\\w+)/(\\w+)")
        .matcher(document.toString())
        .results()
        .filter(
            to -> !members(members(document, "components"), to.group(1)).containsKey(to.group(2)))
        .forEach(to -> missing.add(to.group()));
    return missing;
  }

  private static String path(UriRouteInfo<?, ?> route) {
    return route.getUriMatchTemplate().toPathString();
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
