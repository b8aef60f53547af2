package dev.holdfast.local.system;

import static org.assertj.core.api.Assertions.assertThatCode;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.holdfast.testsupport.FreePorts;
import java.io.IOException;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.util.List;
import org.junit.jupiter.api.Test;

final class PortsTest {

  @Test
  void freePortsPass() {
    Ports ports = Ports.of(FreePorts.find(Ports.COUNT));
    assertThatCode(ports::requireFree).doesNotThrowAnyException();
  }

  @Test
  void busyPortIsNamedTogetherWithWhatWantedIt() throws IOException {
    Ports ports = Ports.of(FreePorts.find(Ports.COUNT));
    try (ServerSocket taken =
        new ServerSocket(ports.gateway(), 1, InetAddress.getLoopbackAddress())) {
      assertThatThrownBy(ports::requireFree)
          .isInstanceOf(PartFailedException.class)
          .hasMessageContaining(taken.getLocalPort() + " (mcp-gateway)");
    }
  }

  @Test
  void tooFewPortsAreRefused() {
    assertThatIllegalArgumentException().isThrownBy(() -> Ports.of(List.of(1, 2)));
  }
}
