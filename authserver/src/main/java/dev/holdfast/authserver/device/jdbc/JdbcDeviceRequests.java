package dev.holdfast.authserver.device.jdbc;

import dev.holdfast.authserver.device.DeviceRequest;
import dev.holdfast.authserver.device.DeviceRequests;
import io.micronaut.data.annotation.Query;
import io.micronaut.data.jdbc.annotation.JdbcRepository;
import io.micronaut.data.model.query.builder.sql.Dialect;
import io.micronaut.data.repository.GenericRepository;
import java.time.Instant;
import java.util.Optional;

@JdbcRepository(dialect = Dialect.MYSQL)
interface JdbcDeviceRequests extends DeviceRequests, GenericRepository<DeviceRequest, String> {

  @Override
  DeviceRequest save(DeviceRequest request);

  @Override
  @Query("SELECT * FROM device_request WHERE device_code_hash = :deviceCodeHash")
  Optional<DeviceRequest> byDeviceCodeHash(String deviceCodeHash);

  @Override
  @Query("SELECT * FROM device_request WHERE user_code_hash = :userCodeHash")
  Optional<DeviceRequest> byUserCodeHash(String userCodeHash);

  @Override
  @Query(
      "UPDATE device_request"
          + " SET state = 'APPROVED', scopes = :scopes,"
          + " user_id = :userId, sid = :sid, auth_time = :authTime"
          + " WHERE device_code_hash = :deviceCodeHash AND state = 'PENDING'"
          + " AND expires_at > :now")
  int approve(
      String deviceCodeHash,
      String scopes,
      String userId,
      String sid,
      Instant authTime,
      Instant now);

  @Override
  @Query(
      "UPDATE device_request SET state = 'DENIED'"
          + " WHERE device_code_hash = :deviceCodeHash AND state = 'PENDING'")
  int deny(String deviceCodeHash);

  @Override
  @Query(
      "UPDATE device_request SET polled_at = :now WHERE device_code_hash = :deviceCodeHash"
          + " AND (polled_at IS NULL"
          + " OR TIMESTAMPADD(SECOND, interval_seconds, polled_at) <= :now)")
  int poll(String deviceCodeHash, Instant now);

  @Override
  @Query(
      "UPDATE device_request"
          + " SET polled_at = :now, interval_seconds = interval_seconds + :seconds"
          + " WHERE device_code_hash = :deviceCodeHash")
  int slowDown(String deviceCodeHash, Instant now, int seconds);

  @Override
  @Query(
      "UPDATE device_request SET state = 'REDEEMED'"
          + " WHERE device_code_hash = :deviceCodeHash AND state = 'APPROVED'")
  int redeem(String deviceCodeHash);

  @Override
  @Query(
      "UPDATE device_request SET state = 'APPROVED'"
          + " WHERE device_code_hash = :deviceCodeHash AND state = 'REDEEMED'")
  int giveBack(String deviceCodeHash);

  @Override
  @Query("DELETE FROM device_request WHERE expires_at < :instant ORDER BY expires_at LIMIT :limit")
  int removeExpiredBefore(Instant instant, int limit);
}
