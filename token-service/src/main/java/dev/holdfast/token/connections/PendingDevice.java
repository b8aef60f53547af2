package dev.holdfast.token.connections;

import com.google.crypto.tink.util.Bytes;
import dev.holdfast.contracts.connections.ConnectionKey;
import dev.holdfast.contracts.connections.DeviceProgress;
import java.time.Duration;
import java.time.Instant;

/**
 * A consent under way on another device.
 *
 * @param handleHash its name at rest
 * @param key whose, and where
 * @param deviceCode sealed
 * @param state how it goes
 * @param pause the least time between two polls
 * @param begunAt when the user was given the codes
 * @param expiresAt when the codes stop working
 */
public record PendingDevice(
    Bytes handleHash,
    ConnectionKey key,
    Bytes deviceCode,
    DeviceProgress.State state,
    Duration pause,
    Instant begunAt,
    Instant expiresAt) {}
