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
    if (!name.matches(RoleName.PATTERN) || scopes.isEmpty()) {
      throw new IllegalArgumentException("holdfast.authserver.roles." + name + ".scopes");
    }
  }
}
