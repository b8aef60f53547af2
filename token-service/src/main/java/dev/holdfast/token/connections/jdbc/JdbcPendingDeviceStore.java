package dev.holdfast.token.connections.jdbc;

import com.google.crypto.tink.util.Bytes;
import dev.holdfast.contracts.connections.DeviceProgress;
import dev.holdfast.contracts.identity.SubjectId;
import dev.holdfast.token.connections.PendingDevice;
import dev.holdfast.token.connections.PendingDeviceStore;
import dev.holdfast.token.transaction.Transactions;
import jakarta.inject.Singleton;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Optional;

@Singleton
final class JdbcPendingDeviceStore implements PendingDeviceStore {

  private final DeviceRows rows;
  private final Transactions transactions;

  JdbcPendingDeviceStore(DeviceRows rows, Transactions transactions) {
    this.rows = rows;
    this.transactions = transactions;
  }

  @Override
  public void add(PendingDevice device, Instant now) {
    rows.save(
        new DeviceRow(
            device.handleHash().toByteArray(),
            device.key().subject().issuer(),
            device.key().subject().subject(),
            device.key().provider(),
            device.deviceCode().toByteArray(),
            device.state(),
            Math.toIntExact(device.pause().toSeconds()),
            device.begunAt(),
            device.expiresAt(),
            now.plus(device.pause())));
  }

  @Override
  public Optional<PendingDevice> find(Bytes handleHash) {
    return rows.read(handleHash.toByteArray()).map(DeviceRow::device);
  }

  @Override
  public List<PendingDevice> takeDue(Instant now, Instant again, int max) {
    return transactions.write(
        () -> {
          List<DeviceRow> due = rows.due(now, max);
          due.forEach(row -> rows.setNextPoll(row.handleHash(), again));
          return due.stream().map(DeviceRow::device).toList();
        });
  }

  @Override
  public void putOff(Bytes handleHash, Duration pause, Instant nextPollAt) {
    rows.putOff(handleHash.toByteArray(), Math.toIntExact(pause.toSeconds()), nextPollAt);
  }

  @Override
  public List<PendingDevice> findPending(SubjectId subject) {
    return rows.pending(subject.issuer(), subject.subject()).stream()
        .map(DeviceRow::device)
        .toList();
  }

  @Override
  public void replaceDeviceCode(Bytes handleHash, Bytes deviceCode) {
    rows.replaceDeviceCode(handleHash.toByteArray(), deviceCode.toByteArray());
  }

  /** One by one and by primary key: in another order there are deadlocks. */
  @Override
  public int forgetExpired(Instant before, int limit) {
    List<DeviceRow> expired = rows.expired(before, limit);
    expired.forEach(row -> rows.remove(row.handleHash()));
    return expired.size();
  }

  @Override
  public void finish(Bytes handleHash, DeviceProgress.State state) {
    rows.finish(handleHash.toByteArray(), state);
  }
}
