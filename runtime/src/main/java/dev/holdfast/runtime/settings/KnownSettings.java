package dev.holdfast.runtime.settings;

import com.fasterxml.jackson.core.JsonFactory;
import com.fasterxml.jackson.core.JsonParser;
import com.fasterxml.jackson.core.JsonToken;
import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.net.URL;
import java.util.ArrayList;
import java.util.Collections;
import java.util.Comparator;
import java.util.List;
import java.util.Optional;

/**
 * The settings of Holdfast that the modules on the class path declare: what Micronaut writes down
 * when it compiles their configuration records, and what a module adds by hand because no record
 * holds it. Settings of frameworks are not among them.
 */
public record KnownSettings(List<Setting> all) {

  private static final List<String> RESOURCES =
      List.of(
          "META-INF/spring-configuration-metadata.json",
          "META-INF/additional-spring-configuration-metadata.json");
  private static final List<String> ROOTS = List.of("holdfast.", "revocation.");

  /** Those that the modules of this process declare; read once. */
  public static KnownSettings declared() {
    return Declared.SETTINGS;
  }

  private static KnownSettings of(ClassLoader modules) {
    List<Setting> found = new ArrayList<>();
    try {
      for (String resource : RESOURCES) {
        for (URL each : Collections.list(modules.getResources(resource))) {
          try (InputStream in = each.openStream();
              JsonParser json = new JsonFactory().createParser(in)) {
            read(json, found);
          }
        }
      }
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
    return new KnownSettings(
        found.stream()
            .distinct()
            .sorted(Comparator.comparingInt(Setting::literal).reversed())
            .toList());
  }

  /** Whether a property has one of the roots that are Holdfast's own. */
  static boolean isOurs(String property) {
    return ROOTS.stream().anyMatch(property::startsWith);
  }

  /** The setting that an environment variable is for. */
  Optional<Setting> of(String variable) {
    return all.stream().filter(setting -> setting.property(variable).isPresent()).findFirst();
  }

  /** The property that an environment variable stands for, if it is a setting's. */
  Optional<String> property(String variable) {
    return of(variable).flatMap(setting -> setting.property(variable));
  }

  private static void read(JsonParser json, List<Setting> found) throws IOException {
    while (json.nextToken() != null) {
      if (json.currentToken() == JsonToken.START_ARRAY && "properties".equals(json.currentName())) {
        while (json.nextToken() == JsonToken.START_OBJECT) {
          readProperty(json).filter(setting -> isOurs(setting.property())).ifPresent(found::add);
        }
      }
    }
  }

  private static Optional<Setting> readProperty(JsonParser json) throws IOException {
    String name = "";
    String type = "";
    while (json.nextToken() == JsonToken.FIELD_NAME) {
      String field = json.currentName();
      json.nextToken();
      if (field.equals("name")) {
        name = json.getText();
      } else if (field.equals("type")) {
        type = json.getText();
      } else {
        json.skipChildren();
      }
    }
    return name.isEmpty() ? Optional.empty() : Optional.of(new Setting(name, type));
  }

  private static final class Declared {
    static final KnownSettings SETTINGS = of(KnownSettings.class.getClassLoader());
  }
}
