package dev.holdfast.authserver.user;

import io.micronaut.context.annotation.EachProperty;
import io.micronaut.context.annotation.Parameter;
import java.util.List;

/**
 * What a role is for.
 *
 * @param name the role
 * @param scopes scopes that only people with a role that names them may grant
 */
@EachProperty("holdfast.authserver.roles")
record ConfiguredRole(@Parameter String name, List<String> scopes) {

  ConfiguredRole {
    String setting = "holdfast.authserver.roles." + name;
    if (!name.matches(RoleName.PATTERN)) {
      throw new IllegalArgumentException(setting + " is no name for a role");
    }
    if (scopes.isEmpty()) {
      throw new IllegalArgumentException(setting + ".scopes is empty");
    }
  }
}
