package dev.holdfast.runtime.settings;

import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Tells names that are no settings. One that is almost a setting's is a mistake; any other may be
 * another service's or another release's, and is only warned of.
 */
record UnknownNames(KnownSettings known) {

  private static final Logger log = LoggerFactory.getLogger(UnknownNames.class);

  /** A sentence for each name that is almost a setting's. */
  List<String> mistakes(List<GivenName> names) {
    Nearest nearest = new Nearest(known);
    List<String> mistakes = new ArrayList<>();
    List<String> others = new ArrayList<>();
    for (GivenName name : names) {
      if (!isKnown(name)) {
        Optional<Setting> meant = nearest.to(name.text());
        meant.ifPresentOrElse(
            setting -> mistakes.add(name + " is no setting: " + named(setting, name) + "?"),
            () -> others.add(name.toString()));
      }
    }
    if (!others.isEmpty()) {
      log.atWarn().addKeyValue("names", others).log("Configured, but no settings of this service");
    }
    return mistakes;
  }

  private boolean isKnown(GivenName name) {
    return name.variable()
        ? known.of(name.text()).isPresent()
        : known.all().stream().anyMatch(setting -> setting.is(name.text()));
  }

  private static String named(Setting setting, GivenName name) {
    return (name.variable() ? setting.variable() : setting.property()).replace("*", "<name>");
  }
}
