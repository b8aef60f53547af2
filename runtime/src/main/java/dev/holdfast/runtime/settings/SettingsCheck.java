package dev.holdfast.runtime.settings;

import io.micronaut.context.ApplicationContext;
import io.micronaut.context.annotation.Context;
import io.micronaut.context.exceptions.ConfigurationException;
import io.micronaut.core.annotation.Order;
import io.micronaut.core.order.Ordered;
import java.util.List;
import java.util.stream.Stream;

/**
 * Looks at all settings before anything is made of them, and ends the start with every mistake that
 * it finds: names that are almost a setting's, and values that are not what a setting takes. The
 * framework itself would pass over both, and use the default.
 */
@Context
@Order(Ordered.HIGHEST_PRECEDENCE)
final class SettingsCheck {

  SettingsCheck(ApplicationContext context) {
    KnownSettings known = KnownSettings.declared();
    List<GivenName> names = GivenName.all(context.getEnvironment());
    List<String> mistakes =
        Stream.concat(
                new UnknownNames(known).mistakes(names).stream(),
                new BadValues(context, known).mistakes(names).stream())
            .toList();
    if (!mistakes.isEmpty()) {
      throw new ConfigurationException(String.join("; ", mistakes));
    }
  }
}
