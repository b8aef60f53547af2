package dev.holdfast.token.grants;

import static org.assertj.core.api.Assertions.assertThat;

import dev.holdfast.contracts.grants.EndReason;
import dev.holdfast.contracts.grants.GrantTokens;
import dev.holdfast.contracts.grants.RefreshGrant;
import dev.holdfast.contracts.identity.SubjectId;
import dev.holdfast.contracts.secret.Secret;
import dev.holdfast.testsupport.Races;
import dev.holdfast.token.GrantRequests;
import dev.holdfast.token.TokenServer;
import dev.holdfast.token.grants.ModelGrant.Expected;
import dev.holdfast.token.grants.RefreshOutcome.Refused;
import dev.holdfast.token.grants.RefreshOutcome.Replayed;
import dev.holdfast.token.grants.RefreshOutcome.Rotated;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Objects;
import java.util.Set;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import net.jqwik.api.Arbitraries;
import net.jqwik.api.Arbitrary;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.Provide;
import net.jqwik.api.ShrinkingMode;
import net.jqwik.api.Tuple;
import net.jqwik.api.constraints.IntRange;
import net.jqwik.api.constraints.Size;
import net.jqwik.api.lifecycle.AfterContainer;
import net.jqwik.api.lifecycle.BeforeTry;

/** The grants of a running service beside a model of them. */
final class GrantModelTest {

  private static final String CLIENT = "mcp-client";
  private static final TokenServer SERVER = TokenServer.start(keys());

  private static Path keys() {
    try {
      return Files.createTempDirectory("holdfast-test-keys-");
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  private static final Instant START = now();

  /** Each history begins at the same time, or hundreds of them would last for centuries. */
  @BeforeTry
  void turnTheClockBack() {
    SERVER.clock().set(START);
  }

  @AfterContainer
  static void stop() {
    SERVER.close();
  }

  /** One thing that may happen to a grant. */
  sealed interface Step {
    record Refresh(int token) implements Step {}

    record RefreshByAnotherClient(int token) implements Step {}

    record RefreshNewest() implements Step {}

    record Wait(Duration time) implements Step {}

    record End() implements Step {}
  }

  @Provide
  Arbitrary<List<Step>> histories() {
    Arbitrary<Step> newest = Arbitraries.just(new Step.RefreshNewest());
    Arbitrary<Step> any = Arbitraries.integers().between(0, 99).map(Step.Refresh::new);
    Arbitrary<Step> another =
        Arbitraries.integers().between(0, 99).map(Step.RefreshByAnotherClient::new);
    Arbitrary<Step> wait =
        Arbitraries.of("PT0.000001S", "PT1S", "PT9.999999S", "PT10S", "P1D", "P29D", "P30D")
            .map(Duration::parse)
            .map(Step.Wait::new);
    Arbitrary<Step> end = Arbitraries.just(new Step.End());
    return Arbitraries.frequencyOf(
            Tuple.of(8, newest),
            Tuple.of(3, any),
            Tuple.of(1, another),
            Tuple.of(6, wait),
            Tuple.of(1, end))
        .list()
        .ofMinSize(1)
        .ofMaxSize(25);
  }

  @Property(tries = 300, shrinking = ShrinkingMode.BOUNDED)
  void grantDoesWhatTheModelDoes(@ForAll("histories") List<Step> history) {
    SubjectId subject = SERVER.someone();
    GrantTokens issued = issue(subject);
    var model = new ModelGrant(SERVER.get(GrantSettings.class), token(issued), now());

    for (Step step : history) {
      switch (step) {
        case Step.RefreshNewest() -> refreshBoth(subject, model, model.newest());
        case Step.Refresh(int number) -> refreshBoth(subject, model, model.token(number));
        case Step.RefreshByAnotherClient(int number) ->
            assertThat(refresh(subject, model.token(number), "another"))
                .isEqualTo(new Refused(RefreshOutcome.Reason.OTHER_CLIENT));
        case Step.Wait(Duration time) -> SERVER.clock().advance(time);
        case Step.End() -> {
          SERVER.get(Grants.class).end(issued.grant().gid(), EndReason.LOGOUT, subject.issuer());
          model.end();
        }
      }
      assertThat(SERVER.get(Grants.class).isActive(issued.grant().gid(), subject.issuer()))
          .as("after %s", step)
          .isEqualTo(model.isActive(now()));
    }
  }

  /**
   * Whatever the order was in which threads came through, one order explains what all were told.
   */
  @Property(tries = 40, shrinking = ShrinkingMode.OFF)
  void interleavedCallersShareOneGrantOrEndIt(
      @ForAll @Size(min = 2, max = 8) List<@IntRange(max = 3) Integer> callers) {
    SubjectId subject = SERVER.someone();
    GrantTokens issued = issue(subject);
    List<Secret> known =
        Stream.iterate(token(issued), token -> renewed(subject, token)).limit(4).toList();

    var outcomes =
        Races.values(
            Races.run(
                callers.size(),
                number -> () -> refresh(subject, known.get(callers.get(number)), CLIENT)));

    assertThat(outcomes).hasSize(callers.size());
    Set<Secret> successors =
        outcomes.stream().flatMap(GrantModelTest::rotated).collect(Collectors.toSet());
    boolean older = callers.stream().anyMatch(each -> each < 2);
    boolean newest = callers.contains(3);
    assertThat(successors.size()).as("successors of the newest").isLessThanOrEqualTo(1);
    assertThat(SERVER.get(Grants.class).isActive(issued.grant().gid(), subject.issuer()))
        .as("tokens %s", callers)
        .isEqualTo(!older && !(newest && isReuse(callers, outcomes)));
    if (!older && newest && !isReuse(callers, outcomes)) {
      assertThat(refresh(subject, successors.iterator().next(), CLIENT))
          .isInstanceOf(Rotated.class);
    }
  }

  /** Token 2 is the direct predecessor of 3, until 3 is used. */
  private static boolean isReuse(List<Integer> callers, List<RefreshOutcome> outcomes) {
    return callers.contains(2) && outcomes.contains(new Refused(RefreshOutcome.Reason.REUSED));
  }

  private static Stream<Secret> rotated(RefreshOutcome outcome) {
    return outcome instanceof Rotated(GrantTokens tokens)
        ? Stream.of(token(tokens))
        : Stream.empty();
  }

  private static void refreshBoth(SubjectId subject, ModelGrant model, Secret presented) {
    Expected expected = model.refresh(presented, now());
    RefreshOutcome outcome = refresh(subject, presented, CLIENT);
    switch (expected) {
      case Expected.New() -> {
        assertThat(outcome).isInstanceOf(Rotated.class);
        rotated(outcome).forEach(successor -> model.rotated(successor, now()));
      }
      case Expected.Again(Secret same) ->
          assertThat(outcome)
              .isInstanceOfSatisfying(
                  Replayed.class, it -> assertThat(token(it.tokens())).isEqualTo(same));
      case Expected.No(RefreshOutcome.Reason reason) ->
          assertThat(outcome).isEqualTo(new Refused(reason));
    }
  }

  private static Secret renewed(SubjectId subject, Secret token) {
    return rotated(refresh(subject, token, CLIENT)).findAny().orElseThrow();
  }

  private static RefreshOutcome refresh(SubjectId subject, Secret token, String client) {
    return SERVER.get(Grants.class).refresh(new RefreshGrant(token, client), subject.issuer());
  }

  private static GrantTokens issue(SubjectId subject) {
    return SERVER.get(Grants.class).issue(GrantRequests.refreshable(subject, CLIENT, now()));
  }

  private static Instant now() {
    return SERVER.clock().instant();
  }

  private static Secret token(GrantTokens tokens) {
    return Objects.requireNonNull(tokens.refreshToken());
  }
}
