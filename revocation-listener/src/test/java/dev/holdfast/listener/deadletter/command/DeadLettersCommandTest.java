package dev.holdfast.listener.deadletter.command;

import static dev.holdfast.listener.fixtures.Happened.lock;
import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import dev.holdfast.contracts.events.IdentityEvent;
import dev.holdfast.listener.fixtures.StubTokenService;
import dev.holdfast.listener.fixtures.World;
import io.micronaut.runtime.server.EmbeddedServer;
import java.io.PrintWriter;
import java.io.StringWriter;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import picocli.CommandLine;

class DeadLettersCommandTest {

  private final World world = new World();
  private final StringWriter out = new StringWriter();
  private final StringWriter err = new StringWriter();

  @AfterEach
  void end() {
    world.close();
  }

  @Test
  void whatWasMendedIsPutBackOnceAndTakesEffect() {
    IdentityEvent.UserLocked lock = lock(world.person("alice"));
    try (EmbeddedServer _ = world.listener()) {
      world.tokenService().answer(_ -> StubTokenService.problem(400, "invalid-request"));
      world.identity().write(lock);
      world.identity().write("junk", "junk".getBytes(UTF_8));
      await().until(() -> world.identity().committed(world.group()) == 2);
      world.tokenService().answer(_ -> StubTokenService.SWEPT);

      assertThat(run("list")).isZero();
      assertThat(out.toString()).contains("refused", "unreadable", "2 parked");

      assertThat(run("redrive", "--reason", "refused", "--dry-run")).isZero();
      assertThat(out.toString()).endsWith("1 would be put back%n".formatted());
      assertThat(world.identity().records()).hasSize(2);

      assertThat(run("redrive", "--reason", "refused")).isZero();
      assertThat(out.toString()).contains("1 put back");
      await().until(() -> world.tokenService().applied().size() == 1);
    }

    assertThat(world.tokenService().applied()).containsExactly(lock.header().id());
    var back = world.identity().records().stream().filter(each -> each.key() != null).toList();
    assertThat(back)
        .hasSize(3)
        // But for the trace in which it was parked.
        .allSatisfy(
            record ->
                assertThat(record.headers())
                    .allSatisfy(header -> assertThat(header.key()).isEqualTo("traceparent")));

    assertThat(run("redrive", "--reason", "refused")).isZero();
    assertThat(out.toString()).contains("0 put back");
    assertThat(run("redrive", "--again", "--reason", "refused")).isZero();
    assertThat(out.toString()).contains("1 put back");
  }

  @Test
  void nothingIsWrittenToATopicThatWasNotNamed() {
    try (EmbeddedServer _ = world.listener()) {
      world.identity().write("junk", "junk".getBytes(UTF_8));
      await().until(() -> world.identity().committed(world.group()) == 1);
    }

    assertThat(runTo("holdfast.elsewhere", "redrive")).isZero();
    assertThat(out.toString()).contains("stays: " + world.identity().name(), "0 put back");
    assertThat(world.identity().records()).hasSize(1);

    assertThat(run("redrive")).isZero();
    assertThat(out.toString()).contains("1 put back");
    assertThat(world.identity().records()).hasSize(2);
  }

  @Test
  void whatWasTooLargeToBeParkedWholeStays() {
    world.deadLetters().limit(2_000);
    try (EmbeddedServer _ = world.listener()) {
      world.identity().write("junk", "junk".repeat(1_000).getBytes(UTF_8));
      await().until(() -> world.identity().committed(world.group()) == 1);
    }

    assertThat(run("redrive")).isZero();
    assertThat(out.toString()).contains("stays: too large", "4000 bytes", "0 put back");
    assertThat(world.identity().records()).hasSize(1);
  }

  @Test
  void wrongUsageAndADeadBrokerAreToldApartFromSuccess() {
    assertThat(run("redrive", "--reason", "boredom")).isEqualTo(2);
    assertThat(err.toString()).contains("--reason is one of").contains("refused");
    assertThat(execute(List.of())).isEqualTo(2);
    assertThat(execute(List.of("list"))).isEqualTo(2);
    assertThat(err.toString()).contains("--bootstrap is missing");
    assertThat(execute(List.of("list", "--bootstrap", "localhost:1"))).isEqualTo(2);
    assertThat(err.toString()).startsWith("dead-letters: ").doesNotContain("\tat ");
  }

  private int run(String... arguments) {
    return runTo(world.identity().name(), arguments);
  }

  private int runTo(String topic, String... arguments) {
    List<String> all = new ArrayList<>(List.of(arguments));
    all.addAll(List.of("--bootstrap", world.broker().bootstrapServers()));
    all.addAll(List.of("--topic", world.deadLetters().name()));
    if (arguments[0].equals("redrive")) {
      all.addAll(List.of("--to", topic));
    }
    return execute(all);
  }

  private int execute(List<String> arguments) {
    out.getBuffer().setLength(0);
    err.getBuffer().setLength(0);
    CommandLine command =
        DeadLettersCommand.commandLine()
            .setOut(new PrintWriter(out, true))
            .setErr(new PrintWriter(err, true));
    return command.execute(arguments.toArray(String[]::new));
  }
}
