package dev.holdfast.authserver.client.jdbc;

import io.micronaut.data.annotation.Query;
import io.micronaut.data.jdbc.annotation.JdbcRepository;
import io.micronaut.data.model.query.builder.sql.Dialect;
import io.micronaut.data.repository.GenericRepository;
import java.time.Instant;
import java.util.List;
import org.jspecify.annotations.Nullable;

@JdbcRepository(dialect = Dialect.MYSQL)
interface ClientRows extends GenericRepository<ClientRow, String> {

  String UNUSED =
      " origin <> 'CONFIGURED' AND (last_used_at < :usedBefore"
          + " OR (last_used_at IS NULL AND created_at < :createdBefore))";

  @Query("SELECT * FROM client WHERE client_id > :after ORDER BY client_id LIMIT :limit")
  List<ClientRow> page(String after, int limit);

  @Query("SELECT client_id FROM client WHERE origin = 'CONFIGURED' ORDER BY client_id")
  List<String> configuredIds();

  ClientRow save(ClientRow row);

  @Query("UPDATE client SET registered_from = :source WHERE client_id = :clientId")
  int noteSource(String clientId, String source);

  @Query(
      "UPDATE client SET metadata = :metadata, secret_hash = :secretHash,"
          + " registration_token_hash = :registrationTokenHash, resources = :resources,"
          + " resource_server = :resourceServer"
          + " WHERE client_id = :clientId")
  int replace(
      String clientId,
      String metadata,
      @Nullable String secretHash,
      @Nullable String registrationTokenHash,
      String resources,
      boolean resourceServer);

  @Query("UPDATE client SET last_used_at = :now WHERE client_id = :clientId")
  int touch(String clientId, Instant now);

  /** Of a document's client, of which there may be no row yet. */
  @Query(
      "INSERT INTO client (client_id, origin, metadata, resources, created_at, last_used_at)"
          + " VALUES (:clientId, 'DOCUMENT', :metadata, '', :now, :now)"
          + " ON DUPLICATE KEY UPDATE metadata = :metadata, last_used_at = :now")
  int keepDocument(String clientId, String metadata, Instant now);

  @Query("DELETE FROM client WHERE client_id = :clientId")
  int remove(String clientId);

  @Query("SELECT client_id FROM client WHERE" + UNUSED + " LIMIT :limit")
  List<String> unused(Instant createdBefore, Instant usedBefore, int limit);

  @Query("DELETE FROM client WHERE client_id = :clientId AND" + UNUSED)
  int removeUnused(String clientId, Instant createdBefore, Instant usedBefore);

  @Query("SELECT id FROM registration_turn WHERE id = 1 FOR UPDATE")
  int lockTurn();

  @Query("SELECT COUNT(*) FROM client WHERE origin = 'REGISTERED'")
  long countRegistered();

  @Query("SELECT COUNT(*) FROM client WHERE registered_from = :source AND created_at > :since")
  long countRegisteredFrom(String source, Instant since);
}
