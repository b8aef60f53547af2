package dev.holdfast.authserver.device;

import com.nimbusds.oauth2.sdk.ErrorObject;
import com.nimbusds.oauth2.sdk.OAuth2Error;
import com.nimbusds.oauth2.sdk.Scope;
import com.nimbusds.oauth2.sdk.device.DeviceAuthorizationSuccessResponse;
import com.nimbusds.oauth2.sdk.device.DeviceCode;
import com.nimbusds.oauth2.sdk.device.DeviceCodeGrant;
import com.nimbusds.oauth2.sdk.device.UserCode;
import dev.holdfast.authserver.client.Client;
import dev.holdfast.authserver.issuer.Issuer;
import dev.holdfast.authserver.opaque.OpaqueValue;
import dev.holdfast.authserver.refusal.OAuthRefusal;
import dev.holdfast.authserver.resource.Offer;
import dev.holdfast.authserver.resource.Resources;
import jakarta.inject.Singleton;
import java.net.URI;
import java.time.Clock;
import java.time.Instant;
import java.util.List;
import java.util.Map;

/** Begins device requests (RFC 8628, section 3.1). */
@Singleton
public final class DeviceAuthorizations {

  private final DeviceRequests requests;
  private final DeviceSettings settings;
  private final Resources resources;
  private final Offer offer;
  private final Issuer issuer;
  private final Clock clock;

  DeviceAuthorizations(
      DeviceRequests requests,
      DeviceSettings settings,
      Resources resources,
      Offer offer,
      Issuer issuer,
      Clock clock) {
    this.requests = requests;
    this.settings = settings;
    this.resources = resources;
    this.offer = offer;
    this.issuer = issuer;
    this.clock = clock;
  }

  /**
   * Begins one.
   *
   * @param scope what is asked for; empty means what the client may have
   * @param targets the resources asked for (RFC 8707); empty means this server
   * @throws OAuthRefusal if the client may not ask for this
   */
  public DeviceAuthorizationSuccessResponse begin(
      Client client, Scope scope, List<String> targets) {
    // RFC 6749, section 5.2: the client may use this grant type.
    refuseIf(!client.mayUse(DeviceCodeGrant.GRANT_TYPE), OAuth2Error.UNAUTHORIZED_CLIENT);
    // RFC 8707, section 2: known, and within the client's reach.
    refuseIf(
        !targets.stream().allMatch(target -> resources.known(target) && client.mayReach(target)),
        OAuth2Error.INVALID_TARGET);
    // RFC 6749, section 3.3.
    Scope allowed = client.allowedScope();
    refuseIf(
        !allowed.containsAll(scope) || !offer.scopes().containsAll(scope.toStringList()),
        OAuth2Error.INVALID_SCOPE);
    List<String> audiences =
        targets.isEmpty() ? List.of(resources.fallback()) : targets.stream().distinct().toList();
    return open(client, scope.isEmpty() ? allowed : scope, audiences);
  }

  private DeviceAuthorizationSuccessResponse open(
      Client client, Scope scope, List<String> audiences) {
    String deviceCode = OpaqueValue.random();
    UserCode userCode = UserCodes.random();
    Instant now = clock.instant();
    requests.save(
        new DeviceRequest(
            OpaqueValue.hash(deviceCode),
            UserCodes.hash(userCode.getValue()).orElseThrow(),
            client.clientId(),
            scope.toString(),
            String.join(" ", audiences),
            DeviceState.PENDING,
            now,
            now.plus(settings.codeLifetime()),
            (int) settings.interval().toSeconds(),
            null,
            null,
            null,
            null));
    URI page = issuer.at("/device");
    return new DeviceAuthorizationSuccessResponse(
        new DeviceCode(deviceCode),
        userCode,
        page,
        URI.create(page + "?user_code=" + userCode.getValue()),
        settings.codeLifetime().toSeconds(),
        settings.interval().toSeconds(),
        Map.of());
  }

  private static void refuseIf(boolean wrong, ErrorObject error) {
    if (wrong) {
      throw OAuthRefusal.of(error);
    }
  }
}
