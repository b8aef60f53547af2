package dev.holdfast.helm;

import static org.junit.jupiter.api.Assumptions.assumeTrue;

import com.marcnuri.helm.Helm;
import com.marcnuri.helm.TemplateCommand;
import com.marcnuri.helm.jni.NativeLibrary;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.HashMap;
import java.util.Map;
import java.util.ServiceLoader;
import java.util.function.UnaryOperator;
import java.util.stream.Stream;
import org.yaml.snakeyaml.Yaml;

/** The chart of this module, and a copy to render. */
final class Chart {

  static final Path FOLDER = Path.of("holdfast");
  static final String KUBERNETES = "1.34.0";

  private static final Path COPY = copyWithoutHooks();

  private Chart() {}

  /** What the chart renders for an example. */
  static Manifests render(String example) {
    return render(example, "{}");
  }

  /** What the chart renders for an example and values on top of it, in YAML. */
  static Manifests render(String example, String values) {
    return new Manifests(template(example, values).call());
  }

  /** The command that renders an example and values on top of it, in YAML. */
  static TemplateCommand template(String example, String values) {
    requireHelm();
    return new Helm(COPY)
        .template()
        .withName("test")
        .withNamespace("holdfast")
        .withKubeVersion(KUBERNETES)
        .withValuesFile(example(example))
        .withValuesFile(file(values));
  }

  static Path example(String name) {
    return Path.of("examples", name + ".yaml");
  }

  /** Skips a test where Helm cannot be had: it is a native library, not made for every machine. */
  static void requireHelm() {
    assumeTrue(
        ServiceLoader.load(NativeLibrary.class).findFirst().isPresent(),
        "helm-java has no library for this machine");
  }

  static Path file(String content) {
    try {
      Path file = Files.createTempFile("values", ".yaml");
      file.toFile().deleteOnExit();
      return Files.writeString(file, content);
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  /** Lint takes no values but a chart's own, so here an example's are in their place. */
  static Path copyWithValuesOf(String example, Path copy) throws IOException {
    copy(copy, UnaryOperator.identity());
    Yaml yaml = new Yaml();
    Map<String, Object> values = yaml.load(Files.readString(FOLDER.resolve("values.yaml")));
    Map<String, Object> own = yaml.load(Files.readString(example(example)));
    Files.writeString(copy.resolve("values.yaml"), yaml.dump(merged(values, own)));
    return copy;
  }

  @SuppressWarnings("unchecked") // Names of values are strings.
  private static Map<String, Object> merged(Map<String, Object> under, Map<String, Object> over) {
    Map<String, Object> all = new HashMap<>(under);
    over.forEach(
        (name, value) ->
            all.merge(
                name,
                value,
                (old, given) ->
                    old instanceof Map<?, ?> a && given instanceof Map<?, ?> b
                        ? merged((Map<String, Object>) a, (Map<String, Object>) b)
                        : given));
    return all;
  }

  /** The library leaves hooks out of what it renders, so here they are ordinary objects. */
  private static Path copyWithoutHooks() {
    try {
      Path copy = Path.of("target", "chart");
      copy(copy, text -> text.replace("helm.sh/hook", "hook"));
      return copy;
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  private static void copy(Path to, UnaryOperator<String> change) throws IOException {
    try (Stream<Path> files = Files.walk(FOLDER)) {
      for (Path file : files.filter(Files::isRegularFile).toList()) {
        Path target = to.resolve(FOLDER.relativize(file));
        Files.createDirectories(target.resolveSibling("."));
        Files.writeString(target, change.apply(Files.readString(file)));
      }
    }
  }
}
