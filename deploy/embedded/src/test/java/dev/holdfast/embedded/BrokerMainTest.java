package dev.holdfast.embedded;

import static org.assertj.core.api.Assertions.assertThat;

import java.net.InetAddress;
import java.net.ServerSocket;
import java.nio.file.Path;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class BrokerMainTest {

  @TempDir Path directory;

  private final int port = LoopbackPort.orFree(0);

  @Test
  void recordsOutliveKillAndSigtermEndsInGoodOrder() throws Exception {
    try (Child child = start()) {
      assertThat(child.firstLine()).isEqualTo("ready");
      Records.send("127.0.0.1:" + port, "identity", "kept");
      child.kill();
    }
    try (Child next = start()) {
      assertThat(next.firstLine()).isEqualTo("ready");
      assertThat(Records.readAll("127.0.0.1:" + port, "identity")).containsExactly("kept");

      assertThat(next.terminate()).isZero();
    }
  }

  @Test
  void endsWithStatusWhenItCannotStart() throws Exception {
    try (var taken = new ServerSocket(port, 1, InetAddress.getLoopbackAddress());
        Child child = start()) {
      assertThat(taken.isBound()).isTrue();
      assertThat(child.firstLine()).isEqualTo("(none)");
      assertThat(child.await()).isEqualTo(1);
    }
  }

  private Child start() throws Exception {
    return Child.start(
        BrokerMain.class,
        Map.of(
            "HOLDFAST_BROKER_DIR", directory.resolve("data").toString(),
            "HOLDFAST_BROKER_PORT", Integer.toString(port),
            "HOLDFAST_BROKER_TOPICS", "identity,audit"));
  }
}
