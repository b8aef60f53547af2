package dev.holdfast.token.connections;

import com.google.crypto.tink.util.Bytes;
import dev.holdfast.contracts.connections.ConnectionKey;
import dev.holdfast.contracts.secret.Secret;
import dev.holdfast.token.encryption.UserKey;
import java.util.Base64;

/** Seals the device code of a consent under way; bound to user, provider and handle. */
record DeviceSeal(UserKey userKey) {

  private static final String DEVICE_CODE = "device-code";

  Bytes seal(ConnectionKey key, Bytes handleHash, Secret deviceCode) {
    return userKey.seal(deviceCode, context(key, handleHash));
  }

  Secret deviceCode(PendingDevice device) {
    return userKey.open(device.deviceCode(), context(device.key(), device.handleHash()));
  }

  private static String[] context(ConnectionKey key, Bytes handleHash) {
    String handle = Base64.getEncoder().encodeToString(handleHash.toByteArray());
    return new String[] {key.provider(), DEVICE_CODE, handle};
  }
}
