package dev.holdfast.listener.policy;

import io.micronaut.context.annotation.Context;
import io.micronaut.context.annotation.Factory;
import java.util.List;
import java.util.Objects;
import java.util.TreeSet;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** Makes the effective policy at start-up, and says what it is. */
@Factory
final class PolicyFactory {

  private static final Logger log = LoggerFactory.getLogger(PolicyFactory.class);

  @Context
  SweepPolicy policy(PolicySettings settings) {
    List<String> clientIds = Objects.requireNonNullElse(settings.clientIds(), List.of());
    var policy = new SweepPolicy(settings.singleSession(), new TreeSet<>(clientIds));
    return policy;
  }

  @Context
  EffectivePolicy effective(SweepPolicy policy) {
    EffectivePolicy effective = EffectivePolicy.of(policy);
    log.atInfo()
        .addKeyValue("version", effective.version())
        .addKeyValue("singleSession", effective.singleSession())
        .addKeyValue("clientIds", effective.clientIds())
        .addKeyValue("effects", effective.effects())
        .log("Effective policy");
    return effective;
  }
}
