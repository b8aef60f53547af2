package dev.holdfast.authserver.device;

import java.net.URI;

/** What the person of a device must do next. */
public sealed interface DeviceStep {

  /** Sign in. */
  record Login() implements DeviceStep {}

  /** Decide about what is left of the request for this person to grant. */
  record Confirm(DeviceRequest permitted) implements DeviceStep {}

  /** Go to an upstream provider. */
  record Connect(URI authorizationUri) implements DeviceStep {}

  /** Nothing: the device may fetch its tokens. */
  record Approved() implements DeviceStep {}

  /** Nothing: the device gets none. */
  record Denied() implements DeviceStep {}

  /** Nothing any more: it has expired, or it was decided elsewhere. */
  record Gone() implements DeviceStep {}
}
