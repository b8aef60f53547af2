package dev.holdfast.runtime.start;

import dev.holdfast.runtime.settings.SettingNames;
import io.micronaut.context.exceptions.BeanContextException;
import io.micronaut.context.exceptions.ConfigurationException;
import java.io.IOException;
import java.net.BindException;
import java.sql.SQLException;
import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.apache.kafka.common.config.ConfigException;

/** What single exceptions tell about settings. The framework tells it in sentences only. */
final class Reasons {

  private static final Pattern SETTING =
      Pattern.compile(
          "(holdfast|revocation|kafka|datasources|micronaut|HOLDFAST|REVOCATION)[._].*");
  private static final Pattern MISSING =
      Pattern.compile("Error resolving property value \\[([^\\]]+)]\\. Property doesn't exist");
  private static final Pattern UNFIT =
      Pattern.compile("Error resolving property value \\[([^\\]]+)]\\. Unable to convert value");
  private static final Pattern VIOLATION =
      Pattern.compile("^\\t([\\w.$]+)\\.(\\w+)\\S* - (.+)$", Pattern.MULTILINE);
  private static final Pattern STRANGE_URL = Pattern.compile("claims to not accept jdbcUrl");
  private static final Pattern KAFKA = Pattern.compile("configuration ([a-z.]*[a-z])");
  private static final String UNFIT_VALUE = " has an unfit value";
  private static final String NO_FILE = "MICRONAUT_CONFIG_FILES names a file that cannot be read:";
  private static final String ADDRESS =
      "micronaut.server.port (HOLDFAST_PORT) or micronaut.server.host (HOLDFAST_HOST)";
  private static final String DATABASE =
      "datasources.default.url, .username or .password (DATASOURCES_DEFAULT_URL, …)";

  private Reasons() {}

  /** What an exception of ours tells, if it tells of a setting. */
  static Optional<String> ofOurs(Throwable cause) {
    boolean plain =
        cause instanceof IllegalArgumentException
            || cause instanceof IllegalStateException
            || cause instanceof ConfigurationException;
    return plain
        ? Optional.ofNullable(cause.getMessage())
            .filter(message -> SETTING.matcher(message).matches())
            .map(SettingNames::withVariable)
        : Optional.empty();
  }

  /** What an exception of a library tells, if it tells of a setting. */
  static Optional<String> ofOthers(Throwable cause) {
    String message = String.valueOf(cause.getMessage());
    return switch (cause) {
      case BeanContextException _ -> ofFramework(message);
      case ConfigurationException _ ->
          Optional.of(message.replaceFirst("^Failed to read configuration file:", NO_FILE));
      case ConfigException _ -> ofKafka(message);
      case IOException _ when cause instanceof BindException || message.startsWith("bind(") ->
          Optional.of(ADDRESS + ": " + message);
      case SQLException sql when isAboutTheConnection(sql) ->
          Optional.of(DATABASE + ": " + message.lines().findFirst().orElse(""));
      default ->
          STRANGE_URL.matcher(message).find()
              ? Optional.of("datasources.default.url (DATASOURCES_DEFAULT_URL) is not MySQL's")
              : Optional.empty();
    };
  }

  private static Optional<String> ofFramework(String message) {
    Matcher missing = MISSING.matcher(message);
    if (missing.find()) {
      return Optional.of(SettingNames.withVariable(missing.group(1) + " is not set"));
    }
    Matcher unfit = UNFIT.matcher(message);
    if (unfit.find()) {
      return Optional.of(
          unfit.group(1).equals("micronaut.server.port")
              ? ADDRESS + ": the port is no number"
              : SettingNames.withVariable(unfit.group(1) + UNFIT_VALUE));
    }
    Matcher violation = VIOLATION.matcher(message);
    return violation.find()
        ? SettingNames.ofComponent(violation.group(1), violation.group(2))
            .map(setting -> SettingNames.withVariable(setting + " " + violation.group(3)))
        : Optional.empty();
  }

  /** Kafka quotes values, of which only the brokers' addresses are no secret for sure. */
  private static Optional<String> ofKafka(String message) {
    if (message.contains("bootstrap.servers")) {
      return Optional.of("kafka.bootstrap.servers (KAFKA_BOOTSTRAP_SERVERS): " + message);
    }
    Matcher named = KAFKA.matcher(message);
    return named.find()
        ? Optional.of(SettingNames.withVariable("kafka." + named.group(1) + UNFIT_VALUE))
        : Optional.empty();
  }

  /**
   * SQL states 08: no connection, 28: not authorized; and MySQL's for schemas that are not there.
   */
  private static boolean isAboutTheConnection(SQLException failure) {
    String state = String.valueOf(failure.getSQLState());
    return state.startsWith("08")
        || state.startsWith("28")
        || failure.getErrorCode() == 1044
        || failure.getErrorCode() == 1049;
  }
}
