package dev.holdfast.testsupport.settings;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.stream.Collectors;

/**
 * The tables of {@code docs/settings.md}, one for each service. A service's test checks its own:
 *
 * <pre>{@code
 * new SettingsReference("mcp-gateway").check();
 * }</pre>
 *
 * <p>{@code ./dev settings} runs these tests so that they write instead.
 *
 * @param service the service whose class path this is
 */
public record SettingsReference(String service) {

  private static final Path DOCUMENT = Path.of("..", "docs", "settings.md");
  private static final List<String> SERVICES =
      List.of("authserver", "token-service", "mcp-gateway", "revocation-listener");
  private static final String HEAD =
      """
      # Settings

      Made from the code by `./dev settings`; do not edit. What settings are for, together, is in [operations](operations.md).

      `<name>` is a name of your choice: in a variable in capitals, with `_` for every hyphen. A *list* is separated by commas, or has one variable for each entry (`…_0`, `…_1`). A *time* is a number with `ms`, `s`, `m`, `h` or `d`. Whatever is a *secret* is best given by file: `NAME_FILE` with a path instead of `NAME`.

      """;
  private static final String TABLE =
      """
      | Property | Environment variable | Type | Default | Meaning |
      |---|---|---|---|---|
      """;

  /**
   * Compares the service's table with its code; or writes it, if the system property {@code
   * settings.write} is set.
   */
  public void check() throws IOException {
    String document = Files.exists(DOCUMENT) ? Files.readString(DOCUMENT) : "";
    String expected = withTable(document);
    if (Boolean.getBoolean("settings.write")) {
      Files.writeString(DOCUMENT, expected);
      return;
    }
    assertThat(document)
        .as("docs/settings.md is out of date: ./dev settings makes it anew")
        .isEqualTo(expected);
  }

  private String withTable(String document) {
    return SERVICES.stream()
        .map(each -> heading(each) + (each.equals(service) ? table() : section(document, each)))
        .collect(Collectors.joining("\n", HEAD, ""));
  }

  private String table() {
    try {
      Map<String, String> defaults = ApplicationFile.read();
      return DeclaredSetting.all().stream()
          .map(setting -> setting.row(defaults))
          .collect(Collectors.joining("", TABLE, ""));
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  private static String section(String document, String service) {
    int begin = document.indexOf(heading(service));
    if (begin < 0) {
      return TABLE;
    }
    String rest = document.substring(begin + heading(service).length());
    int end = rest.indexOf("\n## ");
    return end < 0 ? rest : rest.substring(0, end);
  }

  private static String heading(String service) {
    return "## " + service + "\n\n";
  }
}
