package dev.holdfast.authserver.device;

/** How far a device request has come; it never goes back, but for {@link DeviceRequests}. */
public enum DeviceState {
  /** Waits for its person. */
  PENDING,
  /** Waits for the device to fetch its tokens. */
  APPROVED,
  /** The person, or a provider, refused. */
  DENIED,
  /** The device has its tokens. */
  REDEEMED
}
