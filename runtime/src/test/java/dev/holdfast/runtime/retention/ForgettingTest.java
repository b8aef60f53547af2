package dev.holdfast.runtime.retention;

import static org.assertj.core.api.Assertions.assertThat;

import io.micrometer.core.instrument.simple.SimpleMeterRegistry;
import java.time.Clock;
import java.time.Instant;
import java.time.ZoneOffset;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;

class ForgettingTest {

  private static final Clock CLOCK = Clock.fixed(Instant.EPOCH, ZoneOffset.UTC);

  private final SimpleMeterRegistry meters = new SimpleMeterRegistry();

  @Test
  void oneThatFailsHoldsUpNobody() {
    var last = new Pile("last", 1_200);
    var forgetting =
        new Forgetting(
            "test.forgotten", List.of(new Failing(), new Pile("first", 3), last), meters, CLOCK);
    assertThat(counted("failing") + counted("first") + counted("last")).isZero();

    forgetting.run();

    assertThat(last.rows).isZero();
    assertThat(last.portions).containsExactly(500, 500, 200);
    assertThat(counted("failing")).isZero();
    assertThat(counted("first")).isEqualTo(3);
    assertThat(counted("last")).isEqualTo(1_200);
  }

  private double counted(String what) {
    return meters.get("test.forgotten").tag("what", what).counter().count();
  }

  private static final class Failing implements Retained {

    @Override
    public String name() {
      return "failing";
    }

    @Override
    public int forget(Instant now, int limit) {
      throw new IllegalStateException("out of order");
    }
  }

  private static final class Pile implements Retained {

    private final String name;
    private final List<Integer> portions = new ArrayList<>();
    private int rows;

    Pile(String name, int rows) {
      this.name = name;
      this.rows = rows;
    }

    @Override
    public String name() {
      return name;
    }

    @Override
    public int forget(Instant now, int limit) {
      int portion = Math.min(rows, limit);
      rows -= portion;
      portions.add(portion);
      return portion;
    }
  }
}
