package dev.holdfast.helm;

import static org.assertj.core.api.Assertions.assertThat;

import com.marcnuri.helm.Helm;
import org.junit.jupiter.api.Test;

final class NotesTest {

  @Test
  void notesTellHowClientsGetInAndWhatIsOpen() {
    assertThat(notes("minimal"))
        .contains("kubectl -n holdfast rollout status deployment/test-holdfast-mcp-gateway")
        .contains("https://mcp.example.com/mcp and below to the Service test-holdfast-mcp-gateway")
        .contains("trustedProxies is empty")
        .contains("Between the services everything goes in the clear");
  }

  @Test
  void notesOfAFullInstallationWarnOfNothing() {
    assertThat(notes("everything"))
        .contains("curl https://auth.example.com/.well-known/openid-configuration/tenant")
        .contains("curl https://mcp.example.com/.well-known/oauth-protected-resource/mcp/wiki")
        .doesNotContain("is empty", "in the clear", "is false");
  }

  private static String notes(String example) {
    Chart.requireHelm();
    String output =
        new Helm(Chart.FOLDER)
            .install()
            .clientOnly()
            .dryRun()
            .withKubeVersion(Chart.KUBERNETES)
            .withName("test")
            .withNamespace("holdfast")
            .withValuesFile(Chart.example(example))
            .call()
            .getOutput();
    return output.substring(output.indexOf("NOTES:"));
  }
}
