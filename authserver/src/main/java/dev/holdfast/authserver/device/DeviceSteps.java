package dev.holdfast.authserver.device;

import dev.holdfast.authserver.connect.Detour;
import dev.holdfast.authserver.login.LoginSession;
import dev.holdfast.authserver.pending.PendingRequest;
import dev.holdfast.authserver.pending.PendingRequests;
import jakarta.inject.Singleton;
import java.time.Clock;
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
  private final Clock clock;

  DeviceSteps(DeviceRequests devices, PendingRequests requests, Detour detour, Clock clock) {
    this.devices = devices;
    this.requests = requests;
    this.detour = detour;
    this.clock = clock;
  }

  /** The next step; approval and denial take effect here. */
  public DeviceStep next(
      PendingRequest pending, DeviceRequest device, Optional<LoginSession> login) {
    // RFC 8628, section 3.3: the person, or the provider, refused.
    if (pending.denied()) {
      requests.close(pending.id());
      return devices.deny(device.deviceCodeHash()) == 1
          ? new DeviceStep.Denied()
          : new DeviceStep.Gone();
    }
    if (!device.undecided(clock.instant())) {
      requests.close(pending.id());
      return new DeviceStep.Gone();
    }
    if (login.isEmpty()) {
      return new DeviceStep.Login();
    }
    // RFC 8628, section 5.4: asked every time, and answered by the person now signed in.
    if (!login.get().sid().equals(pending.confirmedSid())) {
      return new DeviceStep.Confirm();
    }
    String userId = login.get().userId();
    return detour
        .missing(device.audiences(), userId)
        .<DeviceStep>map(
            provider -> new DeviceStep.Connect(detour.start(pending, userId, provider)))
        .orElseGet(() -> approve(pending, device, login.get()));
  }

  private DeviceStep approve(PendingRequest pending, DeviceRequest device, LoginSession login) {
    int approved =
        devices.approve(
            device.deviceCodeHash(),
            login.userId(),
            login.sid(),
            login.authTime(),
            clock.instant());
    requests.close(pending.id());
    return approved == 1 ? new DeviceStep.Approved() : new DeviceStep.Gone();
  }
}
