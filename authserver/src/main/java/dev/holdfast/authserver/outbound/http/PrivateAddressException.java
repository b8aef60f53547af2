package dev.holdfast.authserver.outbound.http;

import java.net.UnknownHostException;

/** A host has an address that is not one of the public internet. */
final class PrivateAddressException extends UnknownHostException {

  private static final long serialVersionUID = 1;
}
