package dev.holdfast.authserver.device;

import com.nimbusds.oauth2.sdk.Scope;
import io.micronaut.data.annotation.Id;
import io.micronaut.data.annotation.MappedEntity;
import java.time.Instant;
import java.util.List;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/**
 * A device that asks for access. Lists are separated by spaces.
 *
 * @param deviceCodeHash the hash of what the device polls with
 * @param userCodeHash the hash of what the person types
 * @param clientId which client the device runs
 * @param scopes what it asks for
 * @param resources for which audiences (RFC 8707)
 * @param state how far it has come
 * @param createdAt when it began
 * @param expiresAt when it is given up
 * @param intervalSeconds how long the device must wait between two polls
 * @param polledAt when it polled last
 * @param userId who approved
 * @param sid in which login session
 * @param authTime when that person had signed in
 */
@MappedEntity("device_request")
public record DeviceRequest(
    @Id String deviceCodeHash,
    String userCodeHash,
    String clientId,
    String scopes,
    String resources,
    DeviceState state,
    Instant createdAt,
    Instant expiresAt,
    int intervalSeconds,
    @Nullable Instant polledAt,
    @Nullable String userId,
    @Nullable String sid,
    @Nullable Instant authTime) {

  /** What is asked for. */
  public Scope scope() {
    return new Scope(
        Stream.of(scopes.split(" ")).filter(word -> !word.isEmpty()).toArray(String[]::new));
  }

  /** The same request for other scopes. */
  DeviceRequest withScopes(List<String> others) {
    return new DeviceRequest(
        deviceCodeHash,
        userCodeHash,
        clientId,
        String.join(" ", others),
        resources,
        state,
        createdAt,
        expiresAt,
        intervalSeconds,
        polledAt,
        userId,
        sid,
        authTime);
  }

  /** The audiences. */
  public List<String> audiences() {
    return List.of(resources.split(" "));
  }

  /** Whether its person may still decide. */
  public boolean undecided(Instant now) {
    return state == DeviceState.PENDING && now.isBefore(expiresAt);
  }
}
