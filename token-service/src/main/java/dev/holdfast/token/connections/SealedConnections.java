package dev.holdfast.token.connections;

import com.google.crypto.tink.util.Bytes;
import dev.holdfast.contracts.connections.ConnectionKey;
import dev.holdfast.contracts.secret.Secret;
import dev.holdfast.token.encryption.SealedRecords;
import dev.holdfast.token.encryption.UserKey;
import jakarta.inject.Singleton;

/** Connections and pending consents, when a user gets a new data key. Versions and leases stay. */
@Singleton
final class SealedConnections implements SealedRecords {

  private final ConnectionStore connections;
  private final AttemptStore attempts;
  private final PendingDeviceStore devices;
  private final EndedConnectionStore ended;

  SealedConnections(
      ConnectionStore connections,
      AttemptStore attempts,
      PendingDeviceStore devices,
      EndedConnectionStore ended) {
    this.connections = connections;
    this.attempts = attempts;
    this.devices = devices;
    this.ended = ended;
  }

  @Override
  public void sealAnew(UserKey key) {
    connections
        .findAll(key.subject())
        .forEach(
            (provider, stored) ->
                sealAnew(new TokenSeal(key, new ConnectionKey(key.subject(), provider)), stored));
    attempts
        .findAll(key.subject())
        .forEach((state, attempt) -> sealAnew(new AttemptSeal(key), state, attempt));
    devices.findPending(key.subject()).forEach(device -> sealAnew(new DeviceSeal(key), device));
    ended
        .findAll(key.subject())
        .forEach(
            each -> ended.replaceSealed(each, new TokenSeal(key, each.key()).anew(each.tokens())));
  }

  private void sealAnew(TokenSeal seal, StoredConnection stored) {
    StoredConnection anew = seal.anew(stored);
    connections.replaceSealed(
        seal.key(), stored.version(), anew.accessToken(), anew.refreshToken());
  }

  private void sealAnew(DeviceSeal seal, PendingDevice device) {
    try (Secret deviceCode = seal.deviceCode(device)) {
      devices.replaceDeviceCode(
          device.handleHash(), seal.seal(device.key(), device.handleHash(), deviceCode));
    }
  }

  private void sealAnew(AttemptSeal seal, Bytes state, Attempt attempt) {
    try (Secret verifier = seal.verifier(attempt, state)) {
      attempts.replaceVerifier(state, seal.seal(attempt.key(), state, verifier));
    }
  }
}
