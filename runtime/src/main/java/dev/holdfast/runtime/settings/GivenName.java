package dev.holdfast.runtime.settings;

import io.micronaut.context.env.Environment;
import io.micronaut.context.env.PropertySource;
import io.micronaut.context.env.PropertySource.PropertyConvention;
import io.micronaut.core.naming.NameUtils;
import java.util.List;
import java.util.Map;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import java.util.stream.StreamSupport;

/**
 * A name under which something is configured, and which has to be a setting of Holdfast.
 *
 * @param text a property, or an environment variable
 * @param variable whether it is a variable
 * @param source where it is configured
 */
record GivenName(String text, boolean variable, String source) {

  private static final Pattern PLACEHOLDER = Pattern.compile("\\$\\{([A-Z0-9_]+)");
  private static final Pattern OUR_VARIABLES = Pattern.compile("(HOLDFAST|REVOCATION)_.*");

  /** All of them, without variables that only stand in for others in configuration files. */
  static List<GivenName> all(Environment environment) {
    List<String> placeholders =
        environment.getPropertySources().stream()
            .flatMap(source -> stream(source).map(name -> String.valueOf(source.get(name))))
            .flatMap(value -> PLACEHOLDER.matcher(value).results().map(found -> found.group(1)))
            .toList();
    return environment.getPropertySources().stream()
        .flatMap(source -> stream(source).flatMap(name -> of(source, name)))
        .filter(name -> !placeholders.contains(name.text()))
        .distinct()
        .toList();
  }

  private static Stream<GivenName> of(PropertySource source, String name) {
    // A group of settings, such as an empty one in a YAML file.
    if (source.get(name) instanceof Map<?, ?>) {
      return Stream.empty();
    }
    if (source.getConvention() == PropertyConvention.ENVIRONMENT_VARIABLE) {
      return Stream.of(new GivenName(name, true, source.getName()))
          .filter(given -> OUR_VARIABLES.matcher(given.text()).matches());
    }
    return Stream.of(new GivenName(NameUtils.hyphenate(name, true), false, source.getName()))
        .filter(given -> KnownSettings.isOurs(given.text()));
  }

  private static Stream<String> stream(PropertySource source) {
    return StreamSupport.stream(source.spliterator(), false);
  }

  @Override
  public String toString() {
    return variable ? text : text + " (" + source + ")";
  }
}
