package dev.holdfast.authserver.limit;

import static org.assertj.core.api.Assertions.assertThat;

import dev.holdfast.authserver.harness.Replica;
import dev.holdfast.authserver.opaque.OpaqueValue;
import dev.holdfast.testsupport.Races;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** What every keeper of budgets promises. */
class BudgetsTest {

  private static final Replica REPLICA = Replica.withFakeClock(Map.of());

  private final Budget budget = new Budget(OpaqueValue.random(), 3, Duration.ofSeconds(30));

  @AfterAll
  static void stop() {
    REPLICA.close();
  }

  @ParameterizedTest
  @ValueSource(strings = {"local", "shared"})
  void spendsWhatThereIsAndSaysWhenThereIsMore(String keeper) {
    Budgets budgets = budgets(keeper);
    for (int time = 0; time < 3; time++) {
      assertThat(budgets.spend(budget)).isEmpty();
    }

    assertThat(budgets.spend(budget)).contains(Duration.ofSeconds(10));
    REPLICA.clock().advance(Duration.ofSeconds(10));
    assertThat(budgets.spend(budget)).isEmpty();
    assertThat(budgets.spend(budget)).isPresent();
    assertThat(budgets.spend(new Budget(OpaqueValue.random(), 1, Duration.ofSeconds(1)))).isEmpty();
  }

  @ParameterizedTest
  @ValueSource(strings = {"local", "shared"})
  void takesBackWhatDoesNotCountButNoMoreThanThatFits(String keeper) {
    Budgets budgets = budgets(keeper);
    budgets.spend(budget);
    budgets.giveBack(budget);
    budgets.giveBack(budget);

    for (int time = 0; time < 3; time++) {
      assertThat(budgets.spend(budget)).isEmpty();
    }
    assertThat(budgets.spend(budget)).isPresent();
  }

  @ParameterizedTest
  @ValueSource(strings = {"local", "shared"})
  void ofTwentyAtOnceOnlySoManyAsThereIs(String keeper) {
    Budgets budgets = budgets(keeper);

    List<Optional<Duration>> outcomes = Races.values(Races.run(20, () -> budgets.spend(budget)));

    assertThat(outcomes).hasSize(20);
    assertThat(outcomes).filteredOn(Optional::isEmpty).hasSize(3);
  }

  @Test
  void whatIsFullAgainIsRemovedAndWhatIsNotStays() {
    Budgets budgets = budgets("shared");
    var expired = REPLICA.bean(ExpiredBudgets.class);
    for (int time = 0; time < 3; time++) {
      budgets.spend(budget);
    }
    expired.forget(REPLICA.clock().instant(), 500);
    assertThat(budgets.spend(budget)).as("not yet").isPresent();

    REPLICA.clock().advance(Duration.ofMinutes(2));
    assertThat(expired.forget(REPLICA.clock().instant(), 500)).isPositive();
    assertThat(budgets.spend(budget)).isEmpty();
  }

  private static Budgets budgets(String keeper) {
    return REPLICA.bean(Budgets.class, keeper);
  }
}
