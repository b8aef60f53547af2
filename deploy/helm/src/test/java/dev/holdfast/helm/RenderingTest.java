package dev.holdfast.helm;

import static org.assertj.core.api.Assertions.assertThat;

import com.marcnuri.helm.Helm;
import com.marcnuri.helm.LintResult;
import io.fabric8.kubernetes.api.model.HasMetadata;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

final class RenderingTest {

  @ParameterizedTest
  @ValueSource(strings = {"minimal", "everything"})
  void everyObjectIsOneThatKubernetesKnows(String example) {
    Manifests rendered = Chart.render(example);

    assertThat(rendered.objects()).isNotEmpty();
    assertThat(rendered.objects())
        .extracting(object -> object.getKind() + "/" + object.getMetadata().getName())
        .doesNotHaveDuplicates();
    assertThat(rendered.objects())
        .extracting(HasMetadata::getMetadata)
        .allSatisfy(
            metadata -> {
              assertThat(metadata.getName())
                  .hasSizeLessThanOrEqualTo(63)
                  .startsWith("test-holdfast");
              assertThat(metadata.getLabels()).containsEntry("app.kubernetes.io/instance", "test");
            });
  }

  @ParameterizedTest
  @ValueSource(strings = {"minimal", "everything"})
  void lintHasNothingToSay(String example, @TempDir Path copy) throws IOException {
    Chart.requireHelm();

    LintResult result = new Helm(Chart.copyWithValuesOf(example, copy)).lint().strict().call();

    assertThat(result.isFailed()).isFalse();
    assertThat(result.getMessages()).containsExactly("[INFO] Chart.yaml: icon is recommended");
  }

  @Test
  void tenMillionUsersAreValuesOnTopOfOthers() throws IOException {
    Manifests rendered =
        Chart.render("minimal", Files.readString(Chart.example("ten-million-users")));

    assertThat(rendered.objects()).hasSizeGreaterThan(Chart.render("minimal").objects().size());
  }
}
