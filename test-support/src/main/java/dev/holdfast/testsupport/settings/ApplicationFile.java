package dev.holdfast.testsupport.settings;

import io.micronaut.context.env.PropertySource;
import io.micronaut.context.env.yaml.YamlPropertySourceLoader;
import io.micronaut.core.io.ResourceLoader;
import io.micronaut.core.io.scan.ClassPathResourceLoader;
import java.util.Collection;
import java.util.HashMap;
import java.util.Map;
import java.util.stream.Collectors;

/** What a service's own {@code application.yml} sets, placeholders left as they are. */
final class ApplicationFile {

  private ApplicationFile() {}

  static Map<String, String> read() {
    ResourceLoader modules =
        ClassPathResourceLoader.defaultLoader(ApplicationFile.class.getClassLoader());
    PropertySource file = new YamlPropertySourceLoader().load("application", modules).orElseThrow();
    Map<String, String> values = new HashMap<>();
    file.forEach(name -> values.put(name, text(file.get(name))));
    return values;
  }

  private static String text(Object value) {
    return value instanceof Collection<?> all
        ? all.stream().map(String::valueOf).collect(Collectors.joining(","))
        : String.valueOf(value);
  }
}
