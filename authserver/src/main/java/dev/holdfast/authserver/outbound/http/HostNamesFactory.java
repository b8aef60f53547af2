package dev.holdfast.authserver.outbound.http;

import dev.holdfast.authserver.outbound.HostNames;
import io.micronaut.context.annotation.Factory;
import jakarta.inject.Singleton;
import java.net.InetAddress;

/** Resolves names as this machine does. */
@Factory
final class HostNamesFactory {

  @Singleton
  HostNames hostNames() {
    return InetAddress::getAllByName;
  }
}
