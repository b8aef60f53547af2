package dev.holdfast.cli.command;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.holdfast.cli.api.OperatorApi;
import java.nio.file.Path;
import java.util.List;
import java.util.UUID;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.ParameterException;
import picocli.CommandLine.Parameters;
import picocli.CommandLine.ParentCommand;
import picocli.CommandLine.Spec;

/** Users. A user is named by the id or by the user name. */
@Command(name = "user", description = "Creates, shows and changes users.")
@SuppressWarnings("NullAway.Init") // Picocli sets the fields.
final class UserCommand implements Runnable {

  private static final String USERS = "/admin/users";
  private static final List<String> COLUMNS = List.of("id", "username", "name", "state", "roles");

  @Spec private CommandSpec spec;
  @ParentCommand private HoldfastCommand holdfast;

  @Override
  public void run() {
    throw new ParameterException(spec.commandLine(), "What shall be done with users?");
  }

  @Command(name = "create", description = "Creates a user.")
  void create(
      @Parameters(paramLabel = "USERNAME") String username,
      @Option(names = "--name", description = "What the person is called.") @Nullable String name,
      @Option(names = "--email", description = "Where to reach the person.") @Nullable String email,
      @Option(names = "--role", description = "A role; may be repeated.")
          @Nullable List<String> roles,
      @Option(
              names = "--password-file",
              description = "Holds the password; without one, make a link by reset-password.")
          @Nullable Path passwordFile) {
    ObjectNode user = JsonNodeFactory.instance.objectNode().put("username", username);
    if (name != null) {
      user.put("name", name);
    }
    if (email != null) {
      user.put("email", email);
    }
    if (roles != null) {
      roles.forEach(user.withArray("roles")::add);
    }
    if (passwordFile != null) {
      user.put("password", password(passwordFile));
    }
    holdfast.print(holdfast.api().send("POST", USERS, user));
  }

  @Command(name = "list", description = "Lists users in the order of their user names.")
  void list(
      @Option(names = "--search", defaultValue = "", description = "How the user names begin.")
          String search,
      @Option(
              names = "--most",
              defaultValue = "1000",
              description = "When to stop; 1000 if left out.")
          int most) {
    String path = USERS + "?limit=200&search=" + OperatorApi.encoded(search);
    holdfast.print(holdfast.api().all(path, "users", most), COLUMNS);
  }

  @Command(name = "show", description = "Shows a user.")
  void show(@Parameters(paramLabel = "USER") String user) {
    OperatorApi api = holdfast.api();
    holdfast.print(isId(user) ? api.get(USERS + '/' + user) : byUsername(api, user));
  }

  @Command(name = "lock", description = "Keeps a user out for now, and ends what there is.")
  void lock(@Parameters(paramLabel = "USER") String user) {
    act(user, "lock", "Locked");
  }

  @Command(name = "unlock", description = "Ends a lock.")
  void unlock(@Parameters(paramLabel = "USER") String user) {
    act(user, "unlock", "Unlocked");
  }

  @Command(name = "disable", description = "Keeps a user out for good, and ends what there is.")
  void disable(@Parameters(paramLabel = "USER") String user) {
    act(user, "disable", "Disabled");
  }

  @Command(name = "enable", description = "Ends a disabling.")
  void enable(@Parameters(paramLabel = "USER") String user) {
    act(user, "enable", "Enabled");
  }

  @Command(name = "delete", description = "Removes a user for good.")
  void delete(@Parameters(paramLabel = "USER") String user) {
    OperatorApi api = holdfast.api();
    api.delete(path(api, user));
    holdfast.say("Deleted");
  }

  @Command(
      name = "unlink",
      description = "Unlinks a provider that a user signs in through, and ends what there is.")
  void unlink(
      @Parameters(index = "0", paramLabel = "USER") String user,
      @Parameters(index = "1", paramLabel = "PROVIDER") String provider) {
    OperatorApi api = holdfast.api();
    api.delete(path(api, user) + "/providers/" + OperatorApi.encoded(provider));
    holdfast.say("Unlinked");
  }

  @Command(
      name = "roles",
      description = "Replaces a user's roles; none are given to take all away.")
  void roles(
      @Parameters(index = "0", paramLabel = "USER") String user,
      @Parameters(index = "1..*", paramLabel = "ROLE") @Nullable List<String> roles) {
    OperatorApi api = holdfast.api();
    ObjectNode body = JsonNodeFactory.instance.objectNode();
    var wanted = body.putArray("roles");
    if (roles != null) {
      roles.forEach(wanted::add);
    }
    api.send("PUT", path(api, user) + "/roles", body);
    holdfast.say("Roles set");
  }

  @Command(
      name = "reset-password",
      description = "Prints a one-time link with which the person chooses a password, or sets one.")
  void resetPassword(
      @Parameters(paramLabel = "USER") String user,
      @Option(names = "--password-file", description = "Holds a password to set instead.")
          @Nullable Path passwordFile) {
    OperatorApi api = holdfast.api();
    String path = path(api, user);
    if (passwordFile == null) {
      holdfast.print(api.post(path + "/password-reset"));
      return;
    }
    ObjectNode body = JsonNodeFactory.instance.objectNode().put("password", password(passwordFile));
    api.send("PUT", path + "/password", body);
    holdfast.say("Password set");
  }

  private void act(String user, String action, String done) {
    OperatorApi api = holdfast.api();
    api.post(path(api, user) + '/' + action);
    holdfast.say(done);
  }

  private String password(Path file) {
    try {
      return SecretFile.read(file).reveal();
    } catch (IllegalArgumentException e) {
      throw new ParameterException(spec.commandLine(), String.valueOf(e.getMessage()), e);
    }
  }

  /** Where a user is, named by id or user name. */
  static String path(OperatorApi api, String user) {
    String id = isId(user) ? user : byUsername(api, user).path("id").asText();
    return USERS + '/' + id;
  }

  private static JsonNode byUsername(OperatorApi api, String username) {
    return api.get(USERS + "/by-username?username=" + OperatorApi.encoded(username));
  }

  private static boolean isId(String user) {
    try {
      return UUID.fromString(user).toString().equals(user);
    } catch (IllegalArgumentException e) {
      return false;
    }
  }
}
