package dev.holdfast.runtime.settings;

import io.micronaut.context.ApplicationContextBuilder;
import io.micronaut.context.env.EnvironmentPropertySource;
import io.micronaut.context.env.MapPropertySource;
import io.micronaut.context.env.PropertySource.PropertyConvention;
import io.micronaut.context.exceptions.ConfigurationException;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/**
 * What environment variables say about settings.
 *
 * <p>{@code NAME_FILE} with a path counts as {@code NAME} with what the file holds; files are read
 * once, when the process starts. Only names that begin like settings count, so that {@code
 * SSL_CERT_FILE} and the like are left to whom they are for; settings that are files themselves
 * stay paths. A {@code NAME_FILE} that is empty counts as not set.
 *
 * <p>A variable of a known setting becomes exactly that setting. The framework takes every {@code
 * _} for a dot or a hyphen, which makes it see entries of maps that nobody configured.
 */
record SettingsFromEnvironment(Map<String, String> variables, KnownSettings known) {

  private static final String SUFFIX = "_FILE";
  private static final List<String> PREFIXES =
      List.of("HOLDFAST_", "REVOCATION_", "DATASOURCES_", "KAFKA_", "MICRONAUT_");

  /**
   * Adds them, in the place of the environment's own.
   *
   * @throws ConfigurationException if a file holds no value, or a name is set in both ways; names
   *     the variables
   */
  void addTo(ApplicationContextBuilder builder) {
    Map<String, Object> byProperty = new LinkedHashMap<>();
    Map<String, Object> byVariable = new LinkedHashMap<>();
    for (Map.Entry<String, String> variable : variables.entrySet()) {
      String name = variable.getKey();
      if (PREFIXES.stream().noneMatch(name::startsWith) || replaced(name)) {
        continue;
      }
      Optional<String> property = known.property(settingName(name));
      if (property.isPresent()) {
        value(name).ifPresent(value -> byProperty.put(property.get(), value));
      } else if (namesFile(name)) {
        value(name).ifPresent(value -> byVariable.put(settingName(name), value));
      }
    }
    builder.environmentVariableExcludes(
        variables.keySet().stream().filter(this::isHandled).toArray(String[]::new));
    builder.propertySources(
        new Values("environment-settings", byProperty, PropertyConvention.JAVA_PROPERTIES),
        new Values("environment-files", byVariable, PropertyConvention.ENVIRONMENT_VARIABLE));
  }

  private Optional<String> value(String variable) {
    String value = variables.getOrDefault(variable, "");
    if (!namesFile(variable)) {
      return Optional.of(value);
    }
    if (value.isEmpty()) {
      return Optional.empty();
    }
    String name = settingName(variable);
    if (known.of(name).filter(setting -> setting.kind() == Setting.Kind.PATH).isPresent()) {
      throw new ConfigurationException(name + " is a path itself: set it instead of " + variable);
    }
    if (!variables.getOrDefault(name, "").isEmpty()) {
      throw new ConfigurationException(name + " and " + variable + " are both set; set one");
    }
    return Optional.of(literal(SettingFile.read(variable, value)));
  }

  /** Whether a variable is empty beside one that names a file. */
  private boolean replaced(String variable) {
    return variables.getOrDefault(variable, "").isEmpty()
        && !variables.getOrDefault(variable + SUFFIX, "").isEmpty()
        && namesFile(variable + SUFFIX);
  }

  private boolean isHandled(String variable) {
    return namesFile(variable) || replaced(variable) || known.property(variable).isPresent();
  }

  private boolean namesFile(String variable) {
    return variable.endsWith(SUFFIX)
        && PREFIXES.stream().anyMatch(variable::startsWith)
        && known.property(variable).isEmpty();
  }

  private String settingName(String variable) {
    return namesFile(variable)
        ? variable.substring(0, variable.length() - SUFFIX.length())
        : variable;
  }

  /** What a file holds is no template: a placeholder in it would be looked up, and quoted. */
  private static String literal(String value) {
    return value.replace("${", "${holdfast.literal:`${`}");
  }

  private static final class Values extends MapPropertySource {

    private final PropertyConvention convention;

    Values(String name, Map<String, Object> values, PropertyConvention convention) {
      super(name, values);
      this.convention = convention;
    }

    @Override
    public int getOrder() {
      return EnvironmentPropertySource.POSITION;
    }

    @Override
    public PropertyConvention getConvention() {
      return convention;
    }

    @Override
    public Origin getOrigin() {
      return EnvironmentPropertySource.ORIGIN;
    }
  }
}
