package dev.holdfast.outbox;

import dev.holdfast.contracts.events.EventHeader;
import dev.holdfast.contracts.events.IdentityEvent.UserLocked;
import dev.holdfast.contracts.identity.SubjectId;
import dev.holdfast.testsupport.Schema;
import io.micrometer.core.instrument.MeterRegistry;
import io.micronaut.context.ApplicationContext;
import io.micronaut.transaction.TransactionOperations;
import java.net.URI;
import java.sql.Connection;
import java.time.Instant;
import java.util.HashMap;
import java.util.Map;
import java.util.stream.IntStream;

/** A replica of some service that has an outbox. */
record Service(ApplicationContext context) implements AutoCloseable {

  static Service start(Schema schema, String bootstrapServers) {
    return start(schema, Map.of("kafka.bootstrap.servers", bootstrapServers));
  }

  static Service start(Schema schema, Map<String, Object> kafka) {
    Map<String, Object> settings = new HashMap<>(schema.micronautProperties());
    settings.putAll(kafka);
    settings.put("flyway.datasources.default.enabled", true);
    settings.put("flyway.datasources.default.locations", "classpath:db/outbox");
    settings.put("holdfast.outbox.delivery-timeout", "2s");
    settings.put("holdfast.outbox.longest-pause", "500ms");
    return new Service(ApplicationContext.run(settings));
  }

  /** Appends events with the ids {@code from} to {@code to - 1}, each in its own transaction. */
  void append(SubjectId subject, int from, int to) {
    IntStream.range(from, to)
        .forEach(id -> transactions().executeWrite(_ -> appended(subject, Integer.toString(id))));
  }

  boolean appended(SubjectId subject, String id) {
    var header =
        new EventHeader(id, URI.create("urn:test"), Instant.parse("2026-03-01T10:00:00Z"), subject);
    outbox().append(new UserLocked(header));
    return true;
  }

  Outbox outbox() {
    return context.getBean(Outbox.class);
  }

  Backlog backlog() {
    return context.getBean(Backlog.class);
  }

  MeterRegistry meters() {
    return context.getBean(MeterRegistry.class);
  }

  @SuppressWarnings("unchecked")
  TransactionOperations<Connection> transactions() {
    return context.getBean(TransactionOperations.class);
  }

  @Override
  public void close() {
    context.close();
  }
}
