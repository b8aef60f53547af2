package dev.holdfast.acceptance.interop;

import com.nimbusds.jose.util.JSONObjectUtils;
import dev.holdfast.acceptance.fixture.NodePrograms;
import dev.holdfast.acceptance.fixture.User;
import dev.holdfast.local.browser.Browser;
import dev.holdfast.local.client.Person;
import java.io.BufferedReader;
import java.io.IOException;
import java.io.PrintWriter;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.text.ParseException;
import java.util.Map;
import java.util.Objects;

/**
 * A client that runs as a program, and the person and the world around it.
 *
 * @param user who signs in wherever it asks
 * @param redirect where it is told the outcome
 * @param happenings what it may wait for, by name
 */
record Conversation(User user, URI redirect, Map<String, Runnable> happenings) {

  /** Runs it to its end and answers what it saw. */
  Map<String, Object> with(String program, String... arguments) throws IOException {
    Process node = NodePrograms.installed().start(program, arguments);
    try (BufferedReader says = node.inputReader(StandardCharsets.UTF_8);
        PrintWriter hears = new PrintWriter(node.outputWriter(StandardCharsets.UTF_8), true)) {
      for (String line = says.readLine(); line != null; line = says.readLine()) {
        Map<String, Object> message = JSONObjectUtils.parse(line);
        if (message.get("saw") instanceof Map<?, ?>) {
          return JSONObjectUtils.getJSONObject(message, "saw");
        }
        if (message.containsKey("failed")) {
          throw new AssertionError(program + ": " + line);
        }
        hears.println(answer(message));
      }
      throw new AssertionError(program + " ended without a word");
    } catch (ParseException e) {
      throw new AssertionError(program + " said something that is not JSON", e);
    } finally {
      node.destroy();
    }
  }

  private String answer(Map<String, Object> message) {
    if (message.get("visit") instanceof String address) {
      return Person.agreeing(user.username(), user.password())
          .walk(new Browser(), URI.create(address), redirect)
          .toString();
    }
    Objects.requireNonNull(happenings.get(String.valueOf(message.get("happen")))).run();
    return "done";
  }
}
