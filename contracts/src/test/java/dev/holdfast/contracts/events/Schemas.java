package dev.holdfast.contracts.events;

import static java.util.Objects.requireNonNull;

import com.fasterxml.jackson.databind.ObjectMapper;
import com.networknt.schema.Error;
import com.networknt.schema.InputFormat;
import com.networknt.schema.SchemaRegistry;
import com.networknt.schema.SpecificationVersion;
import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;

/** The published schemas, with formats asserted. */
final class Schemas {

  private static final SchemaRegistry REGISTRY =
      SchemaRegistry.withDefaultDialect(SpecificationVersion.DRAFT_2020_12);

  private Schemas() {}

  static List<String> violations(EventType type, byte[] value) {
    try (InputStream schema = Schemas.class.getResourceAsStream(type.schemaResource())) {
      return REGISTRY
          .getSchema(requireNonNull(schema, type.schemaResource()))
          .validate(
              new String(value, StandardCharsets.UTF_8),
              InputFormat.JSON,
              run -> run.executionConfig(config -> config.formatAssertionsEnabled(true)))
          .stream()
          .map(Error::toString)
          .toList();
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  /** The values a member of {@code data} may have, in the order of the schema. */
  static List<String> listed(EventType type, String member) {
    try (InputStream schema = Schemas.class.getResourceAsStream(type.schemaResource())) {
      List<String> values = new ArrayList<>();
      new ObjectMapper()
          .readTree(requireNonNull(schema, type.schemaResource()))
          .at("/properties/data/properties/" + member + "/enum")
          .forEach(value -> values.add(value.textValue()));
      return values;
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }
}
