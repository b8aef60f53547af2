package dev.holdfast.token.connections;

import java.time.Duration;
import java.util.Optional;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.extension.ParameterContext;
import org.junit.jupiter.params.aggregator.ArgumentsAccessor;
import org.junit.jupiter.params.aggregator.ArgumentsAggregator;

/** A line of the table of faults, whose head explains the columns. */
record FaultCase(WireFault wire, Verdict refresh, Verdict code, String poll, String revoke) {

  /** What comes of a token request, and how long the provider wants to be left alone. */
  record Verdict(String outcome, @Nullable Duration pause) {

    private static Verdict of(String text) {
      String[] words = text.split(" ", -1);
      return new Verdict(
          words[0], words.length == 1 ? null : Duration.ofSeconds(Long.parseLong(words[1])));
    }
  }

  /** Reads a line. */
  static final class Reader implements ArgumentsAggregator {

    @Override
    public FaultCase aggregateArguments(ArgumentsAccessor line, ParameterContext context) {
      return new FaultCase(
          new WireFault(line.getString(0), Optional.ofNullable(line.getString(1)).orElse("")),
          Verdict.of(line.getString(2)),
          Verdict.of(line.getString(3)),
          line.getString(4),
          line.getString(5));
    }
  }
}
