package dev.holdfast.authserver.token;

import com.nimbusds.oauth2.sdk.AccessTokenResponse;
import com.nimbusds.oauth2.sdk.GrantType;
import com.nimbusds.oauth2.sdk.OAuth2Error;
import com.nimbusds.oauth2.sdk.device.DeviceAuthorizationGrantError;
import com.nimbusds.oauth2.sdk.device.DeviceCodeGrant;
import dev.holdfast.authserver.device.DeviceRequest;
import dev.holdfast.authserver.device.DeviceRequests;
import dev.holdfast.authserver.device.DeviceState;
import dev.holdfast.authserver.grants.Grants;
import dev.holdfast.authserver.login.Standing;
import dev.holdfast.authserver.opaque.OpaqueValue;
import dev.holdfast.authserver.refusal.OAuthRefusal;
import dev.holdfast.authserver.refusal.TemporarilyUnavailable;
import dev.holdfast.authserver.user.User;
import dev.holdfast.authserver.user.UserEvents;
import dev.holdfast.contracts.grants.GrantTokens;
import dev.holdfast.contracts.grants.IssueGrant;
import jakarta.inject.Singleton;
import java.time.Clock;
import java.time.Instant;
import java.util.Objects;
import java.util.TreeSet;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** The device code grant (RFC 8628, section 3.4). */
@Singleton
final class DeviceRedemption {

  /** RFC 8628, section 3.5: by how much an impatient device must slow down. */
  private static final int SLOWER_BY_SECONDS = 5;

  private static final Logger log = LoggerFactory.getLogger(DeviceRedemption.class);

  private final DeviceRequests devices;
  private final Grants grants;
  private final LiveUsers users;
  private final Standing standing;
  private final LastLook lastLook;
  private final UserEvents identities;
  private final Responses responses;
  private final Clock clock;

  DeviceRedemption(
      DeviceRequests devices,
      Grants grants,
      LiveUsers users,
      Standing standing,
      LastLook lastLook,
      UserEvents identities,
      Responses responses,
      Clock clock) {
    this.devices = devices;
    this.grants = grants;
    this.users = users;
    this.standing = standing;
    this.lastLook = lastLook;
    this.identities = identities;
    this.responses = responses;
    this.clock = clock;
  }

  AccessTokenResponse redeem(TokenCall call, DeviceCodeGrant presented) {
    String hash = OpaqueValue.hash(presented.getDeviceCode().getValue());
    DeviceRequest device = devices.byDeviceCodeHash(hash).orElseThrow(() -> refused("unknown"));
    // RFC 6749, section 5.2: issued to this client.
    if (!device.clientId().equals(call.client().clientId())) {
      throw refused("another client's");
    }
    // RFC 8628, section 3.5.
    if (device.state() == DeviceState.DENIED) {
      throw OAuthRefusal.of(OAuth2Error.ACCESS_DENIED.setHTTPStatusCode(400));
    }
    // RFC 6749, section 5.2: an approval works once.
    if (device.state() == DeviceState.REDEEMED) {
      throw refused("used");
    }
    // RFC 8628, section 3.5; after it, not even an approval counts.
    if (!clock.instant().isBefore(device.expiresAt())) {
      throw OAuthRefusal.of(DeviceAuthorizationGrantError.EXPIRED_TOKEN);
    }
    if (device.state() == DeviceState.PENDING) {
      throw pending(hash);
    }
    return redeem(call, device);
  }

  private OAuthRefusal pending(String hash) {
    Instant now = clock.instant();
    if (devices.poll(hash, now) == 1) {
      return OAuthRefusal.of(DeviceAuthorizationGrantError.AUTHORIZATION_PENDING);
    }
    // RFC 8628, section 3.5: this and all later polls.
    devices.slowDown(hash, now, SLOWER_BY_SECONDS);
    return OAuthRefusal.of(DeviceAuthorizationGrantError.SLOW_DOWN);
  }

  private AccessTokenResponse redeem(TokenCall call, DeviceRequest device) {
    // Before the approval is spent, so that a wrong resource can be corrected.
    var audience = Narrowing.resources(call, device.audiences());
    String userId = Objects.requireNonNull(device.userId());
    Instant authTime = Objects.requireNonNull(device.authTime());
    String sid = Objects.requireNonNull(device.sid());
    // The session that approved may have ended, or been superseded for this client.
    if (standing.lost(sid, device.clientId()).isPresent()) {
      throw refused("login session over");
    }
    if (users.active(userId, authTime).isEmpty()) {
      throw refused("user not active");
    }
    if (devices.redeem(device.deviceCodeHash()) == 0) {
      throw refused("used meanwhile");
    }
    GrantTokens tokens = issue(call, device, userId, authTime);
    User user =
        lastLook.userInSession(tokens.grant()).orElseThrow(() -> refused("overtaken meanwhile"));
    return responses.of(tokens, user, audience, new FirstTime(null, standing.methods(sid)));
  }

  private GrantTokens issue(TokenCall call, DeviceRequest device, String userId, Instant authTime) {
    try {
      return grants.issue(
          new IssueGrant(
              identities.subject(userId),
              device.clientId(),
              Objects.requireNonNull(device.sid()),
              new TreeSet<>(device.scope().toStringList()),
              device.audiences(),
              authTime,
              clock.instant(),
              // Not the browser that approved: that is on another machine.
              call.device(),
              call.client().mayUse(GrantType.REFRESH_TOKEN)));
    } catch (TemporarilyUnavailable e) {
      // The device may poll again. A grant that was made all the same has no token outside.
      devices.giveBack(device.deviceCodeHash());
      throw e;
    }
  }

  /** The client hears the same whatever the reason; the log does not hold the code. */
  private static OAuthRefusal refused(String reason) {
    log.atInfo().addKeyValue("reason", reason).log("Device code refused");
    return OAuthRefusal.of(OAuth2Error.INVALID_GRANT);
  }
}
