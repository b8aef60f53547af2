package dev.holdfast.runtime.settings;

import io.micronaut.context.annotation.ConfigurationProperties;
import io.micronaut.context.annotation.EachProperty;
import io.micronaut.core.naming.NameUtils;
import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** The names of settings, in sentences. */
public final class SettingNames {

  private static final Pattern PROPERTY =
      Pattern.compile("([a-z]+\\.[a-z0-9.*-]*[a-z0-9*])(?!\\.?[a-z0-9*-])((?! \\().*)");

  private SettingNames() {}

  /** The sentence with the environment variable behind the property that it begins with. */
  public static String withVariable(String sentence) {
    Matcher matcher = PROPERTY.matcher(sentence);
    return matcher.matches()
        ? matcher.group(1) + " (" + Setting.variable(matcher.group(1)) + ")" + matcher.group(2)
        : sentence;
  }

  /**
   * The property of a component of a configuration record.
   *
   * @param type the record's class
   */
  public static Optional<String> ofComponent(String type, String component) {
    try {
      Class<?> record = Class.forName(type, false, SettingNames.class.getClassLoader());
      ConfigurationProperties one = record.getAnnotation(ConfigurationProperties.class);
      EachProperty each = record.getAnnotation(EachProperty.class);
      return Optional.ofNullable(one)
          .map(ConfigurationProperties::value)
          .or(() -> Optional.ofNullable(each).map(annotation -> annotation.value() + ".*"))
          .map(prefix -> prefix + "." + NameUtils.hyphenate(component, true));
    } catch (ClassNotFoundException _) {
      return Optional.empty();
    }
  }
}
