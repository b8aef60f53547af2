package dev.holdfast.testsupport;

import java.io.IOException;
import java.net.UnixDomainSocketAddress;
import java.nio.ByteBuffer;
import java.nio.channels.SocketChannel;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Optional;
import java.util.stream.Stream;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.testcontainers.DockerClientFactory;

/**
 * Whether a Docker engine answers, asked once per JVM.
 *
 * <p>Testcontainers takes long to give up, so the usual sockets are asked first. Set the
 * environment variable {@code HOLDFAST_TESTS_WITHOUT_DOCKER=true} to use the embedded servers
 * although one answers.
 */
final class DockerEngine {

  private static final Logger log = LoggerFactory.getLogger(DockerEngine.class);

  private static final byte[] PING =
      "GET /_ping HTTP/1.0\r\n\r\n".getBytes(StandardCharsets.US_ASCII);

  private DockerEngine() {}

  static boolean answers() {
    return Answer.REASON_AGAINST.isEmpty();
  }

  /** Why no container can be had, or empty when one can. */
  static Optional<String> reasonAgainst() {
    return Answer.REASON_AGAINST;
  }

  private static final class Answer {
    static final Optional<String> REASON_AGAINST = ask();
  }

  private static Optional<String> ask() {
    if (Boolean.parseBoolean(System.getenv("HOLDFAST_TESTS_WITHOUT_DOCKER"))) {
      return Optional.of("HOLDFAST_TESTS_WITHOUT_DOCKER is set");
    }
    boolean remote = Optional.ofNullable(System.getenv("DOCKER_HOST")).isPresent();
    if (!remote && sockets().noneMatch(DockerEngine::pongs)) {
      return Optional.of("No Docker engine answers");
    }
    return askTestcontainers();
  }

  private static Optional<String> askTestcontainers() {
    try {
      return DockerClientFactory.instance().isDockerAvailable()
          ? Optional.empty()
          : Optional.of("Testcontainers finds no usable Docker engine");
    } catch (RuntimeException e) {
      // Mostly its own helper image, which cannot be pulled.
      log.atWarn().setCause(e).log("A Docker engine answers, but cannot be used");
      return Optional.of("Testcontainers cannot use the Docker engine: " + e.getMessage());
    }
  }

  private static Stream<Path> sockets() {
    Path home = Path.of(System.getProperty("user.home"));
    Stream<Path> rootless =
        Stream.ofNullable(System.getenv("XDG_RUNTIME_DIR")).map(run -> Path.of(run, "docker.sock"));
    return Stream.concat(
        rootless,
        Stream.of(Path.of("/var/run/docker.sock"), home.resolve(".docker/run/docker.sock")));
  }

  private static boolean pongs(Path socket) {
    if (!Files.exists(socket)) {
      return false;
    }
    try (var channel = SocketChannel.open(UnixDomainSocketAddress.of(socket))) {
      channel.write(ByteBuffer.wrap(PING));
      ByteBuffer answer = ByteBuffer.allocate(32);
      channel.read(answer);
      return new String(answer.array(), 0, answer.position(), StandardCharsets.US_ASCII)
          .contains(" 200 ");
    } catch (IOException _) {
      return false;
    }
  }
}
