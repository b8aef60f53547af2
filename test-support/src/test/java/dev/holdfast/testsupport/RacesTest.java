package dev.holdfast.testsupport;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicInteger;
import org.junit.jupiter.api.Test;

class RacesTest {

  @Test
  void allCallersRunAtTheSameTime() {
    var everybody = new CountDownLatch(8);
    var met =
        Races.run(
            8,
            () -> {
              everybody.countDown();
              return everybody.await(10, TimeUnit.SECONDS);
            });

    assertThat(Races.values(met)).hasSize(8).containsOnly(true);
  }

  @Test
  void outcomesStandAtTheirCallersNumber() {
    var outcomes = Races.run(4, number -> () -> number * 10);

    assertThat(Races.values(outcomes)).containsExactly(0, 10, 20, 30);
  }

  @Test
  void exceptionIsAnOutcomeAndSparesTheOthers() {
    var calls = new AtomicInteger();
    var outcomes =
        Races.run(
            3,
            () -> {
              if (calls.getAndIncrement() == 0) {
                throw new IllegalStateException("first one loses");
              }
              return "won";
            });

    assertThat(Races.values(outcomes)).containsExactly("won", "won");
    assertThat(Races.failures(outcomes))
        .singleElement()
        .isInstanceOf(IllegalStateException.class)
        .hasToString("java.lang.IllegalStateException: first one loses");
  }
}
