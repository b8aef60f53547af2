package dev.holdfast.token.revocation;

import dev.holdfast.contracts.grants.Grant;
import dev.holdfast.contracts.revocation.RevocationResult;
import dev.holdfast.token.grants.StoredGrant;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.SortedMap;
import java.util.TreeMap;
import java.util.function.Predicate;
import java.util.stream.Collectors;

/** The grants in use that a sweep has found: those that end, and the others. */
record Triage(List<StoredGrant> swept, List<StoredGrant> spared) {

  static Triage of(List<StoredGrant> locked, Instant now, Predicate<Grant> isSwept) {
    Map<Boolean, List<StoredGrant>> active =
        locked.stream()
            .filter(each -> each.state().isActive(now))
            .collect(Collectors.partitioningBy(each -> isSwept.test(each.grant())));
    return new Triage(active.getOrDefault(true, List.of()), active.getOrDefault(false, List.of()));
  }

  RevocationResult result() {
    return new RevocationResult(byClient(swept), byClient(spared));
  }

  private static SortedMap<String, Integer> byClient(List<StoredGrant> grants) {
    SortedMap<String, Integer> counts = new TreeMap<>();
    grants.forEach(each -> counts.merge(each.grant().clientId(), 1, Integer::sum));
    return counts;
  }
}
