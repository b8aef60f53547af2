package dev.holdfast.listener.clients;

import dev.holdfast.listener.policy.EffectivePolicy;
import io.micrometer.core.instrument.Gauge;
import io.micrometer.core.instrument.MeterRegistry;
import jakarta.inject.Singleton;
import java.util.Collections;
import java.util.Map;
import java.util.SortedMap;
import java.util.TreeMap;
import java.util.concurrent.ConcurrentHashMap;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * The clients of the policy that cannot be vouched for. A misspelt id would sweep nobody and say
 * nothing, so it is told in the log, by readiness, and as {@code holdfast.listener.clients.missing}
 * (row 22).
 */
@Singleton
final class PolicyClients {

  private static final Logger log = LoggerFactory.getLogger(PolicyClients.class);

  private final Map<String, Registration> last = new ConcurrentHashMap<>();
  private final EffectivePolicy policy;
  private final Registrations registrations;

  PolicyClients(EffectivePolicy policy, Registrations registrations, MeterRegistry meters) {
    this.policy = policy;
    this.registrations = registrations;
    Gauge.builder("holdfast.listener.clients.missing", last, PolicyClients::unknown)
        .register(meters);
  }

  /**
   * What is wrong with which client, by id; empty if all are registered. One that was registered
   * when it was last asked about counts as such while the authserver cannot be asked.
   */
  SortedMap<String, Registration> missing() {
    SortedMap<String, Registration> missing = new TreeMap<>();
    for (String clientId : policy.clientIds()) {
      Registration now = ask(clientId);
      if (now != Registration.REGISTERED) {
        missing.put(clientId, now);
      }
    }
    return Collections.unmodifiableSortedMap(missing);
  }

  private Registration ask(String clientId) {
    Registration before = last.getOrDefault(clientId, Registration.UNCERTAIN);
    Registration answer = registrations.of(clientId);
    Registration now = answer == Registration.UNCERTAIN ? before : answer;
    last.put(clientId, now);
    if (now == Registration.UNKNOWN && before != Registration.UNKNOWN) {
      log.atError()
          .addKeyValue("clientId", clientId)
          .log("Not ready: revocation.client-ids names a client that is not registered");
    }
    if (now == Registration.REGISTERED && before == Registration.UNKNOWN) {
      log.atInfo().addKeyValue("clientId", clientId).log("The client is registered now");
    }
    return now;
  }

  private static double unknown(Map<String, Registration> last) {
    return last.values().stream().filter(each -> each == Registration.UNKNOWN).count();
  }
}
