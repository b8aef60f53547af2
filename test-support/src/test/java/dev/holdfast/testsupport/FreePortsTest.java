package dev.holdfast.testsupport;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.net.InetAddress;
import java.net.ServerSocket;
import org.junit.jupiter.api.Test;

class FreePortsTest {

  @Test
  void portsAreDifferent() {
    assertThat(FreePorts.find(50)).hasSize(50).doesNotHaveDuplicates();
  }

  @Test
  void portCanBeListenedOn() throws IOException {
    int port = FreePorts.one();
    try (var socket = new ServerSocket(port, 1, InetAddress.getLoopbackAddress())) {
      assertThat(socket.getLocalPort()).isEqualTo(port);
    }
  }
}
