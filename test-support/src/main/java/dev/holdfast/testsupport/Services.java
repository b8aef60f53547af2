package dev.holdfast.testsupport;

import com.tngtech.archunit.core.domain.JavaClass;
import java.util.Optional;
import java.util.stream.Stream;

/** The four services by their packages. */
final class Services {

  private static final String[] ROOTS = {
    "dev.holdfast.authserver", "dev.holdfast.token", "dev.holdfast.gateway", "dev.holdfast.listener"
  };

  static final String[] PACKAGES = Stream.of(ROOTS).map(root -> root + "..").toArray(String[]::new);

  private Services() {}

  /** The service a class belongs to, if it belongs to one. */
  static Optional<String> of(JavaClass type) {
    String name = type.getPackageName() + ".";
    return Stream.of(ROOTS).filter(root -> name.startsWith(root + ".")).findFirst();
  }
}
