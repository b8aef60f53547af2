package dev.holdfast.acceptance.demo;

import static org.assertj.core.api.Assertions.assertThat;

import dev.holdfast.acceptance.fixture.RunningSystem;
import dev.holdfast.local.demo.Story;
import dev.holdfast.local.demo.World;
import java.time.Clock;
import java.util.stream.Stream;
import org.junit.jupiter.api.DynamicTest;
import org.junit.jupiter.api.TestFactory;

/** What {@code ./dev demo} tells is true. */
final class DemoTest {

  @TestFactory
  Stream<DynamicTest> everyStoryIsKept() {
    RunningSystem running = RunningSystem.shared();
    World world = World.of(running.settings(), running.repository(), Clock.systemUTC());
    return Story.all().stream()
        .map(
            story ->
                DynamicTest.dynamicTest(
                    story.title(), () -> assertThat(story.tell(world)).isNotEmpty()));
  }
}
