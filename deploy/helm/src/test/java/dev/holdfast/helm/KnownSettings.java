package dev.holdfast.helm;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import dev.holdfast.contracts.secret.Secret;
import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.net.URL;
import java.util.Collections;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Set;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.yaml.snakeyaml.Yaml;

/** The settings that a service has, by the metadata that the compiler leaves in every jar. */
final class KnownSettings {

  /** What the compiler wrote, and what we write about settings of others. */
  private static final List<String> METADATA =
      List.of(
          "META-INF/spring-configuration-metadata.json",
          "META-INF/additional-spring-configuration-metadata.json");

  /** Names of the Kafka clients themselves, and of a map that is not described further. */
  private static final Pattern OTHERS_HAVE =
      Pattern.compile(
          "kafka\\.ssl\\.(trust|key)store\\.(type|location)"
              + "|holdfast\\.gateway\\.servers\\.[^.]+\\.tools\\.[^.]+\\."
              + "(scopes|hide|name|rate|alias|title|description)"
              + "|holdfast\\.token\\.providers\\.[^.]+\\.(authorization|token)-parameters\\.[^.]+");

  private final Map<Pattern, String> types;
  private final Set<String> defaults;

  private KnownSettings(Map<Pattern, String> types, Set<String> defaults) {
    this.types = types;
    this.defaults = defaults;
  }

  /** Those of a service, of our libraries and of others', and what its application.yml knows. */
  static KnownSettings of(String service) {
    try {
      Map<Pattern, String> types = new LinkedHashMap<>();
      for (String name : METADATA) {
        for (URL metadata : Collections.list(loader().getResources(name))) {
          if (Services.ALL.stream().noneMatch(other -> isOf(metadata, other))
              || isOf(metadata, service)) {
            read(metadata).forEach(property -> add(types, property));
          }
        }
      }
      Set<String> defaults = new HashSet<>();
      for (URL file : Collections.list(loader().getResources("application.yml"))) {
        if (isOf(file, service)) {
          try (InputStream in = file.openStream()) {
            addNames(defaults, "", new Yaml().load(in));
          }
        }
      }
      return new KnownSettings(types, defaults);
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  /** Whether there is such a setting. */
  boolean has(String setting) {
    return defaults.contains(setting)
        || OTHERS_HAVE.matcher(setting).matches()
        || types.keySet().stream().anyMatch(name -> name.matcher(setting).matches());
  }

  /** Whether an environment variable is that of a secret setting. */
  boolean isSecretVariable(String variable) {
    return variable.equals("KAFKA_SASL_JAAS_CONFIG")
        || types.entrySet().stream()
            .filter(each -> isSecretType(each.getKey(), each.getValue()))
            .map(each -> each.getKey().pattern())
            .map(name -> name.replace("\\Q", "").replace("\\E", "").replace("\\.", "."))
            .map(name -> name.replace("[^.]+", "*").toUpperCase(Locale.ROOT))
            .map(name -> name.replace('.', '_').replace('-', '_').replace("*", ".+"))
            .anyMatch(variable::matches);
  }

  private static boolean isSecretType(Pattern name, String type) {
    return type.equals(Secret.class.getName()) || name.pattern().endsWith("password\\E");
  }

  /** Whether nobody may see its value. */
  boolean isSecret(String setting) {
    return setting.endsWith("password")
        || setting.endsWith("jaas.config")
        || types.entrySet().stream()
            .filter(each -> each.getKey().matcher(setting).matches())
            .anyMatch(each -> each.getValue().equals(Secret.class.getName()));
  }

  private static void addNames(Set<String> names, String prefix, Object value) {
    if (value instanceof Map<?, ?> map) {
      map.forEach((name, inner) -> addNames(names, prefix + name + ".", inner));
    } else {
      names.add(prefix.substring(0, prefix.length() - 1));
    }
  }

  private static void add(Map<Pattern, String> types, JsonNode property) {
    String name =
        Stream.of(property.path("name").asText().split("\\.", -1))
            .map(part -> part.equals("*") ? "[^.]+" : Pattern.quote(part))
            .collect(Collectors.joining("\\."));
    types.put(Pattern.compile(name), property.path("type").asText());
  }

  private static JsonNode read(URL metadata) throws IOException {
    try (InputStream in = metadata.openStream()) {
      return new ObjectMapper().readTree(in).path("properties");
    }
  }

  /** Its jar, or its classes when it was built just now. */
  private static boolean isOf(URL metadata, String service) {
    return metadata.getPath().contains("/" + service + "/")
        || metadata.getPath().contains("/" + service + "-");
  }

  private static ClassLoader loader() {
    return KnownSettings.class.getClassLoader();
  }
}
