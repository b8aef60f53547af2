package dev.holdfast.listener.policy;

import io.micronaut.context.annotation.ConfigurationProperties;
import io.micronaut.core.bind.annotation.Bindable;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * The policy as configured.
 *
 * @param singleSession whether a login ends older grants of {@code clientIds}
 * @param clientIds the clients swept at login; none if empty
 */
@ConfigurationProperties("revocation")
record PolicySettings(
    @Bindable(defaultValue = "true") boolean singleSession, @Nullable List<String> clientIds) {

  /**
   * Refuses ids that could never match, because ids are compared exactly.
   *
   * @throws IllegalArgumentException if an id begins or ends with white space
   */
  PolicySettings {
    clientIds =
        clientIds == null ? List.of() : clientIds.stream().filter(id -> !id.isEmpty()).toList();
    for (String id : clientIds) {
      if (!id.equals(id.strip())) {
        throw new IllegalArgumentException(
            "revocation.client-ids holds '" + id + "', with white space around it");
      }
    }
  }
}
