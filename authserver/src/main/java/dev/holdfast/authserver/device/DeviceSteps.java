package dev.holdfast.authserver.device;

import dev.holdfast.authserver.connect.Detour;
import dev.holdfast.authserver.login.LoginSession;
import dev.holdfast.authserver.login.SessionClients;
import dev.holdfast.authserver.pending.PendingRequest;
import dev.holdfast.authserver.pending.PendingRequests;
import dev.holdfast.authserver.user.Rights;
import dev.holdfast.authserver.user.Users;
import jakarta.inject.Singleton;
import java.time.Clock;
import java.time.Instant;
import java.util.Optional;

/**
 * Decides what a device's person must do next. Unlike in the browser flow, an earlier consent never
 * stands in for the question: whoever holds a user code may not be the one who began the request.
 */
@Singleton
public final class DeviceSteps {

  private final DeviceRequests devices;
  private final PendingRequests requests;
  private final Detour detour;
  private final Users users;
  private final Rights rights;
  private final SessionClients sessionClients;
  private final Clock clock;

  DeviceSteps(
      DeviceRequests devices,
      PendingRequests requests,
      Detour detour,
      Users users,
      Rights rights,
      SessionClients sessionClients,
      Clock clock) {
    this.devices = devices;
    this.requests = requests;
    this.detour = detour;
    this.users = users;
    this.rights = rights;
    this.sessionClients = sessionClients;
    this.clock = clock;
  }

  /** What is left of a request for a person to grant. */
  public DeviceRequest permitted(DeviceRequest device, LoginSession login) {
    return users
        .byId(login.userId())
        .map(user -> device.withScopes(rights.within(device.scope().toStringList(), user)))
        .orElse(device);
  }

  /** The next step; approval and denial take effect here. */
  public DeviceStep next(
      PendingRequest pending, DeviceRequest device, Optional<LoginSession> login) {
    // RFC 8628, section 3.3: the person, or the provider, refused.
    if (pending.denied()) {
      return deny(pending, device);
    }
    if (!device.undecided(clock.instant())) {
      requests.close(pending.id());
      return new DeviceStep.Gone();
    }
    return login
        .map(session -> next(pending, permitted(device, session), session))
        .orElseGet(DeviceStep.Login::new);
  }

  private DeviceStep next(PendingRequest pending, DeviceRequest permitted, LoginSession login) {
    // RFC 6749, section 4.1.2.1: nothing of it is this person's to grant.
    if (permitted.scope().isEmpty()) {
      return deny(pending, permitted);
    }
    // RFC 8628, section 5.4: asked every time, and answered by the person now signed in.
    if (!login.sid().equals(pending.confirmedSid())) {
      return new DeviceStep.Confirm(permitted);
    }
    String userId = login.userId();
    return detour
        .missing(permitted.audiences(), userId)
        .<DeviceStep>map(
            provider -> new DeviceStep.Connect(detour.start(pending, userId, provider)))
        .orElseGet(() -> approve(pending, permitted, login));
  }

  private DeviceStep approve(PendingRequest pending, DeviceRequest permitted, LoginSession login) {
    Instant now = clock.instant();
    // First, so that a logout right after the approval finds it.
    sessionClients.note(login.sid(), permitted.clientId(), now);
    int approved =
        devices.approve(
            permitted.deviceCodeHash(),
            permitted.scopes(),
            login.userId(),
            login.sid(),
            login.authTime(),
            now);
    requests.close(pending.id());
    return approved == 1 ? new DeviceStep.Approved() : new DeviceStep.Gone();
  }

  private DeviceStep deny(PendingRequest pending, DeviceRequest device) {
    requests.close(pending.id());
    return devices.deny(device.deviceCodeHash()) == 1
        ? new DeviceStep.Denied()
        : new DeviceStep.Gone();
  }
}
