package dev.holdfast.gateway.stream;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import java.lang.management.ManagementFactory;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.List;
import java.util.concurrent.atomic.LongAdder;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;
import reactor.core.Disposable;
import reactor.core.publisher.Flux;

class KeepAliveTest {

  private static final int STREAMS = 10_000;

  private final KeepAlive keepAlive =
      new KeepAlive(new StreamSettings(Duration.ofSeconds(1), Duration.ZERO));

  @Test
  void streamEndsWithItsEvents() {
    Flux<byte[]> events = Flux.just("data: a\n\n".getBytes(StandardCharsets.US_ASCII));

    assertThat(keepAlive.around(events).map(KeepAliveTest::text).collectList().block())
        .containsExactly(":\n\n", "data: a\n\n");
  }

  @Test
  void failureEndsTheStreamAtOnce() {
    Flux<byte[]> broken = Flux.error(new IllegalStateException("broken"));

    assertThat(
            keepAlive
                .around(broken)
                .map(KeepAliveTest::text)
                .onErrorReturn("!")
                .collectList()
                .block())
        .endsWith("!");
  }

  @Test
  void tenThousandSilentStreamsAreKeptAliveInLittleMemory() {
    LongAdder comments = new LongAdder();
    long before = liveBytes();

    List<Disposable> streams =
        IntStream.range(0, STREAMS)
            .mapToObj(_ -> keepAlive.around(Flux.never()).subscribe(_ -> comments.increment()))
            .toList();
    try {
      // The opening one, and those of two seconds without any event.
      await().atMost(Duration.ofSeconds(30)).until(() -> comments.sum() >= 3L * STREAMS);
      assertThat(liveBytes() - before).isLessThan(STREAMS * 4_096L);
    } finally {
      streams.forEach(Disposable::dispose);
    }
  }

  private static long liveBytes() {
    System.gc();
    System.gc();
    return ManagementFactory.getMemoryMXBean().getHeapMemoryUsage().getUsed();
  }

  private static String text(byte[] piece) {
    return new String(piece, StandardCharsets.US_ASCII);
  }
}
