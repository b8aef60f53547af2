package dev.holdfast.rehearsal;

import java.io.IOException;
import java.io.Reader;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Properties;
import java.util.stream.Stream;

/**
 * What a service is told and asked.
 *
 * @param service its name
 * @param environment its settings, without the addresses of database and broker
 * @param questions the first is answered by 200 once the service is up
 */
record Scene(String service, Map<String, String> environment, List<Question> questions) {

  /**
   * Of every service that has a folder with the files {@code environment} and {@code questions}.
   */
  static List<Scene> all(Path folder) {
    try (Stream<Path> folders = Files.list(folder)) {
      return folders
          .filter(each -> Files.exists(each.resolve("questions")))
          .sorted()
          .map(Scene::read)
          .toList();
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  private static Scene read(Path folder) {
    try (Reader reader = Files.newBufferedReader(folder.resolve("environment"))) {
      Properties variables = new Properties();
      variables.load(reader);
      Map<String, String> environment = new HashMap<>();
      variables.forEach((name, value) -> environment.put((String) name, (String) value));
      List<Question> questions =
          Files.readAllLines(folder.resolve("questions")).stream().map(Question::parse).toList();
      return new Scene(folder.getFileName().toString(), environment, questions);
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  /** Copies what it is given. */
  Scene {
    environment = Map.copyOf(environment);
    questions = List.copyOf(questions);
  }
}
