package dev.holdfast.token.connections.jdbc;

import dev.holdfast.contracts.connections.DeviceProgress;
import io.micronaut.data.annotation.Query;
import io.micronaut.data.jdbc.annotation.JdbcRepository;
import io.micronaut.data.model.query.builder.sql.Dialect;
import io.micronaut.data.repository.GenericRepository;
import java.time.Instant;
import java.util.List;
import java.util.Optional;

@JdbcRepository(dialect = Dialect.MYSQL)
interface DeviceRows extends GenericRepository<DeviceRow, byte[]> {

  void save(DeviceRow row);

  @Query("SELECT * FROM device_attempt WHERE handle_hash = :handleHash")
  Optional<DeviceRow> read(byte[] handleHash);

  @Query(
      "SELECT * FROM device_attempt WHERE next_poll_at <= :now"
          + " ORDER BY next_poll_at LIMIT :max FOR UPDATE SKIP LOCKED")
  List<DeviceRow> due(Instant now, int max);

  @Query("UPDATE device_attempt SET next_poll_at = :nextPollAt WHERE handle_hash = :handleHash")
  void setNextPoll(byte[] handleHash, Instant nextPollAt);

  @Query(
      "UPDATE device_attempt SET pause = :pause, next_poll_at = :nextPollAt"
          + " WHERE handle_hash = :handleHash AND state = 'PENDING'")
  void putOff(byte[] handleHash, int pause, Instant nextPollAt);

  @Query(
      "UPDATE device_attempt SET state = :state, device_code = '', next_poll_at = NULL"
          + " WHERE handle_hash = :handleHash")
  void finish(byte[] handleHash, DeviceProgress.State state);

  @Query(
      "SELECT * FROM device_attempt"
          + " WHERE issuer = :issuer AND subject = :subject AND state = 'PENDING'")
  List<DeviceRow> pending(String issuer, String subject);

  @Query(
      "UPDATE device_attempt SET device_code = :deviceCode"
          + " WHERE handle_hash = :handleHash AND state = 'PENDING'")
  void replaceDeviceCode(byte[] handleHash, byte[] deviceCode);

  @Query("SELECT * FROM device_attempt WHERE expires_at <= :before LIMIT :limit")
  List<DeviceRow> expired(Instant before, int limit);

  @Query("DELETE FROM device_attempt WHERE handle_hash = :handleHash")
  void remove(byte[] handleHash);

  @Query("DELETE FROM device_attempt WHERE issuer = :issuer AND subject = :subject")
  void removeAll(String issuer, String subject);

  @Query(
      "DELETE FROM device_attempt WHERE issuer = :issuer AND subject = :subject"
          + " AND begun_at < :instant")
  void removeBegunBefore(String issuer, String subject, Instant instant);

  /** As they are now, whatever the transaction saw before. */
  @Query(
      "SELECT COUNT(*) FROM device_attempt WHERE issuer = :issuer AND subject = :subject"
          + " AND begun_at >= :instant FOR UPDATE")
  long countBegunSince(String issuer, String subject, Instant instant);
}
