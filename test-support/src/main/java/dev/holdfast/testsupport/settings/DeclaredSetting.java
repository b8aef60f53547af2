package dev.holdfast.testsupport.settings;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.io.IOException;
import java.io.InputStream;
import java.lang.reflect.RecordComponent;
import java.net.URL;
import java.util.Arrays;
import java.util.Collection;
import java.util.Collections;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/** A setting as Micronaut, or a module by hand, has written it down. */
record DeclaredSetting(JsonNode declaration) {

  private static final List<String> RESOURCES =
      List.of(
          "META-INF/additional-spring-configuration-metadata.json",
          "META-INF/spring-configuration-metadata.json");
  private static final Pattern OURS = Pattern.compile("(holdfast|revocation)\\..+");
  private static final Pattern VARIABLE = Pattern.compile("\\$\\{([A-Z_]+)(?::`?([^`]*)`?)?}");
  private static final Pattern REFERENCE = Pattern.compile("\\$\\{([a-z.-]+)}");

  /** Those on the class path, in the order of their names. */
  static Collection<DeclaredSetting> all() throws IOException {
    Map<String, DeclaredSetting> all = new TreeMap<>();
    for (String resource : RESOURCES) {
      boolean byHand = resource.contains("additional");
      for (URL each :
          Collections.list(DeclaredSetting.class.getClassLoader().getResources(resource))) {
        for (JsonNode property : read(each).path("properties")) {
          String name = property.path("name").asText();
          if (byHand || OURS.matcher(name).matches()) {
            all.putIfAbsent(name, new DeclaredSetting(property));
          }
        }
      }
    }
    return all.values();
  }

  /** A row of the table, given what the service's own file sets. */
  String row(Map<String, String> own) {
    String value = own.getOrDefault(name(), text("defaultValue"));
    Matcher variable = VARIABLE.matcher(value);
    String abbreviation = "";
    if (variable.matches()) {
      abbreviation = code(variable.group(1)) + " or ";
      value = Optional.ofNullable(variable.group(2)).orElse("");
    }
    return Stream.of(
            code(name().replace("*", "<name>")),
            abbreviation + code(variable()),
            type(),
            defaultValue(value),
            meaning())
        .collect(Collectors.joining(" | ", "| ", " |\n"));
  }

  private String name() {
    return text("name");
  }

  private String variable() {
    return name().toUpperCase(Locale.ROOT).replaceAll("[.-]", "_").replace("*", "<NAME>");
  }

  private String defaultValue(String value) {
    Matcher reference = REFERENCE.matcher(value);
    if (reference.matches()) {
      return "that of " + code(reference.group(1));
    }
    if (!value.isEmpty()) {
      return code(constants().isPresent() ? value.toLowerCase(Locale.ROOT) : value);
    }
    return isRequired() ? "**required**" : "";
  }

  private boolean isRequired() {
    return declaration.has("required")
        ? declaration.path("required").asBoolean()
        : component().map(DeclaredSetting::mustBeGiven).orElse(false)
            && !declaration.has("defaultValue");
  }

  private static boolean mustBeGiven(RecordComponent component) {
    return !component.getAnnotatedType().isAnnotationPresent(Nullable.class);
  }

  private Optional<RecordComponent> component() {
    return load(text("sourceType"))
        .map(Class::getRecordComponents)
        .flatMap(
            components ->
                Stream.of(components)
                    .filter(each -> name().endsWith("." + hyphenated(each.getName())))
                    .findFirst());
  }

  private String type() {
    String type = text("type");
    return switch (type) {
      case "java.time.Duration" -> "time";
      case "java.net.URI" -> "address";
      case "java.nio.file.Path" -> "path";
      case "java.util.List" -> "list";
      case "java.util.Map" -> "by name";
      case "int", "long", "java.lang.Integer", "java.lang.Long" -> "number";
      case "boolean", "java.lang.Boolean" -> "true or false";
      case "dev.holdfast.contracts.secret.Secret" -> "secret";
      default -> constants().orElse("text");
    };
  }

  private Optional<String> constants() {
    return load(text("type"))
        .map(Class::getEnumConstants)
        .map(
            constants ->
                Arrays.stream(constants)
                    .map(each -> code(((Enum<?>) each).name().toLowerCase(Locale.ROOT)))
                    .collect(Collectors.joining(", ")));
  }

  /** The first sentence, as Markdown. */
  private String meaning() {
    String text =
        text("description")
            .replaceAll("\\{@link \\w*#(\\w+)}", "`$1`")
            .replaceAll("\\{@\\w+\\s+([^}]+)}", "`$1`")
            .replaceAll("\\s+", " ")
            .replace("|", "\\|")
            .strip();
    return text.isEmpty() ? "" : text.substring(0, 1).toUpperCase(Locale.ROOT) + text.substring(1);
  }

  private static JsonNode read(URL resource) throws IOException {
    try (InputStream in = resource.openStream()) {
      return new ObjectMapper().readTree(in);
    }
  }

  private String text(String field) {
    return declaration.path(field).asText("");
  }

  private static Optional<Class<?>> load(String type) {
    try {
      return Optional.of(Class.forName(type, false, DeclaredSetting.class.getClassLoader()));
    } catch (ClassNotFoundException _) {
      return Optional.empty();
    }
  }

  private static String hyphenated(String component) {
    return component.replaceAll("([A-Z])", "-$1").toLowerCase(Locale.ROOT);
  }

  private static String code(String text) {
    return "`" + text + "`";
  }
}
