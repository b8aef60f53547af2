package dev.holdfast.acceptance.interop;

import com.nimbusds.jose.util.JSONArrayUtils;
import dev.holdfast.acceptance.fixture.NodePrograms;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.text.ParseException;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/**
 * What the conformance suite found at one server.
 *
 * @param byScenario each check's name and outcome, sorted
 */
record Checks(Map<String, List<String>> byScenario) {

  /** Runs every scenario that a revision of the specification knows, and reads what it wrote. */
  static Checks of(String url, String revision) throws IOException, InterruptedException {
    Path results = Files.createTempDirectory(NodePrograms.installed().folder(), "results-");
    Process suite =
        NodePrograms.installed()
            .start(
                ConformanceTest.SUITE,
                "server",
                "--url",
                url,
                "--requirements",
                revision,
                "--output-dir",
                results.toAbsolutePath().toString());
    try (Stream<String> said = suite.inputReader().lines()) {
      String all = said.collect(Collectors.joining("\n"));
      if (suite.waitFor() != 0) {
        throw new AssertionError(url + ": " + all);
      }
    }
    return read(results);
  }

  /** The scenarios in which something failed. */
  List<String> failed() {
    return byScenario.entrySet().stream()
        .filter(each -> each.getValue().stream().anyMatch(check -> check.endsWith("FAILURE")))
        .map(Map.Entry::getKey)
        .toList();
  }

  private static Checks read(Path results) throws IOException {
    Map<String, List<String>> scenarios = new TreeMap<>();
    try (Stream<Path> folders = Files.list(results)) {
      for (Path folder : folders.toList()) {
        // server-ping-2026-11-21T18-17-03-939Z
        String scenario =
            folder.getFileName().toString().replaceFirst("-\\d{4}-\\d\\d-\\d\\dT.*", "");
        scenarios.put(scenario, outcomes(folder.resolve("checks.json")));
      }
    }
    return new Checks(scenarios);
  }

  private static List<String> outcomes(Path file) throws IOException {
    try {
      return JSONArrayUtils.parse(Files.readString(file)).stream()
          .map(each -> (Map<?, ?>) each)
          .map(check -> check.get("id") + " " + check.get("status"))
          .sorted()
          .toList();
    } catch (ParseException e) {
      throw new AssertionError(file + " is not JSON", e);
    }
  }
}
