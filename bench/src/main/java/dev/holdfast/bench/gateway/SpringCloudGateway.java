package dev.holdfast.bench.gateway;

import dev.holdfast.bench.issuer.StubIssuer;
import dev.holdfast.bench.place.Place;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;

/**
 * Spring Cloud Gateway, which verifies the token at each request. It gets the collector that our
 * gateway has.
 *
 * @param root the repository
 * @param state where its log is left
 * @param heap MiB
 */
record SpringCloudGateway(
    Path root, Path state, StubIssuer issuer, int upstream, Cores cores, int heap) {

  private static final Path JAR =
      Path.of("bench", "spring-cloud-gateway", "target", "spring-cloud-gateway.jar");

  Proxy proxy(String audience) {
    Path jar = root.resolve(JAR);
    if (!Files.isRegularFile(jar)) {
      throw new IllegalStateException(
          "Build it first: ./mvnw -f bench/spring-cloud-gateway/pom.xml package");
    }
    int port = Place.freePort();
    List<String> command =
        List.of(
            Path.of(System.getProperty("java.home"), "bin", "java").toString(),
            "-Xmx" + heap + "m",
            "-XX:+UseSerialGC",
            "-XX:+UseCompactObjectHeaders",
            "-XX:ActiveProcessorCount=" + cores.count(),
            "-jar",
            jar.toString(),
            "--server.port=" + port,
            "--bench.issuer=" + issuer.uri(),
            "--bench.audience=" + audience,
            "--bench.upstream=" + upstream);
    Tool tool = Tool.start(cores.pinned(command), port, state.resolve("spring.log"));
    return new Proxy("Spring Cloud Gateway", tool, port, issuer.token("ada", audience));
  }
}
