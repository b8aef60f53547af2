package dev.holdfast.runtime.settings;

import io.micronaut.context.ApplicationContext;
import io.micronaut.context.annotation.ConfigurationReader;
import io.micronaut.context.annotation.Property;
import io.micronaut.context.exceptions.ConfigurationException;
import io.micronaut.core.convert.ArgumentConversionContext;
import io.micronaut.core.convert.ConversionContext;
import io.micronaut.core.reflect.ClassUtils;
import io.micronaut.core.type.Argument;
import io.micronaut.inject.BeanDefinition;
import io.micronaut.inject.qualifiers.Qualifiers;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Collection;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Stream;

/**
 * Tells values that are not of their setting's type. Where there is a default the framework would
 * use it instead, without a word.
 */
record BadValues(ApplicationContext context, KnownSettings known) {

  private static final List<String> TRUTHS =
      List.of("true", "false", "yes", "no", "on", "off", "y", "n");
  private static final int LONGEST_QUOTE = 32;

  /** A sentence for each such value. */
  List<String> mistakes(List<GivenName> names) {
    Map<Setting, Argument<?>> types = types();
    List<String> mistakes = new ArrayList<>();
    names.stream()
        .filter(name -> !name.variable())
        .map(GivenName::text)
        .distinct()
        .forEach(
            property ->
                types.entrySet().stream()
                    .filter(each -> each.getKey().is(property))
                    .findFirst()
                    .flatMap(each -> mistake(each.getKey(), property, each.getValue()))
                    .ifPresent(mistakes::add));
    return mistakes;
  }

  /** What settings become: parts of configuration records, or what is declared by hand. */
  private Map<Setting, Argument<?>> types() {
    Map<Setting, Argument<?>> types = new LinkedHashMap<>();
    for (BeanDefinition<?> definition :
        context.getBeanDefinitions(Qualifiers.byStereotype(ConfigurationReader.class))) {
      for (Argument<?> argument : definition.getConstructor().getArguments()) {
        argument
            .getAnnotationMetadata()
            .stringValue(Property.class, "name")
            .filter(KnownSettings::isOurs)
            .map(name -> new Setting(name, argument.getType().getName()))
            .ifPresent(setting -> types.put(setting, argument));
      }
    }
    for (Setting setting : known.all()) {
      ClassUtils.forName(setting.type(), context.getClassLoader())
          .filter(type -> setting.kind() == Setting.Kind.VALUE)
          .ifPresent(type -> types.putIfAbsent(setting, Argument.of(type)));
    }
    return types;
  }

  private Optional<String> mistake(Setting setting, String property, Argument<?> argument) {
    return switch (setting.kind()) {
      case MAP -> Optional.empty();
      case LIST ->
          elements(property)
              .flatMap(each -> mistake(property, each, argument.getTypeParameters()[0]).stream())
              .findFirst();
      case VALUE, PATH ->
          value(property, String.class).flatMap(each -> mistake(property, each, argument));
    };
  }

  private Stream<String> elements(String property) {
    return value(property, Object.class).stream()
        .flatMap(
            value ->
                value instanceof Collection<?> all
                    ? all.stream().map(String::valueOf)
                    : Stream.of(value.toString().split(",", -1)))
        .map(String::strip);
  }

  private <T> Optional<T> value(String property, Class<T> type) {
    try {
      return context.getProperty(property, type);
    } catch (ConfigurationException e) {
      // Its message quotes the value, which may be a secret.
      throw new ConfigurationException(
          property + " holds a placeholder for something that is not set", e);
    }
  }

  private Optional<String> mistake(String property, String value, Argument<?> argument) {
    if (value.isBlank()) {
      return Optional.empty();
    }
    ArgumentConversionContext<?> conversion = ConversionContext.of(argument);
    boolean fits =
        argument.getWrapperType() == Boolean.class
            ? TRUTHS.contains(value.toLowerCase(Locale.ROOT))
            : context.getConversionService().convert(value, conversion).isPresent();
    return fits
        ? Optional.empty()
        : Optional.of(
            property
                + " ("
                + Setting.variable(property)
                + ") is not "
                + expected(argument.getWrapperType())
                + quoted(value, argument.getWrapperType()));
  }

  private static String expected(Class<?> type) {
    if (type == Duration.class) {
      return "a time such as 250ms, 10s, 5m, 12h or 30d";
    }
    if (type == Boolean.class) {
      return "true or false";
    }
    if (Number.class.isAssignableFrom(type)) {
      return "a whole number that is not too large";
    }
    if (type.isEnum()) {
      return "one of " + List.of(type.getEnumConstants());
    }
    return "a " + type.getSimpleName();
  }

  /** Quotes only what cannot hold a credential. */
  private static String quoted(String value, Class<?> type) {
    boolean harmless =
        type == Duration.class
            || type == Boolean.class
            || Number.class.isAssignableFrom(type)
            || type.isEnum();
    return harmless && value.length() <= LONGEST_QUOTE ? ", but '" + value + "'" : "";
  }
}
