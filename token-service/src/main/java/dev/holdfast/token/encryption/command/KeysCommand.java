package dev.holdfast.token.encryption.command;

import com.google.crypto.tink.aead.AeadConfig;
import com.google.crypto.tink.aead.PredefinedAeadParameters;
import com.google.crypto.tink.prf.PredefinedPrfParameters;
import com.google.crypto.tink.prf.PrfConfig;
import dev.holdfast.contracts.identity.SubjectId;
import dev.holdfast.runtime.start.StartFailure;
import dev.holdfast.token.encryption.KeysetFiles;
import dev.holdfast.token.encryption.rekey.Rekeying;
import dev.holdfast.token.encryption.rekey.RunKind;
import io.micronaut.context.ApplicationContext;
import java.io.PrintWriter;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.GeneralSecurityException;
import java.util.Map;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine;
import picocli.CommandLine.Command;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.ParameterException;
import picocli.CommandLine.Parameters;
import picocli.CommandLine.Spec;

/**
 * Re-wraps and re-encrypts while services run. It may be interrupted at any point: the next run
 * goes on. Needs the services' configuration.
 *
 * <p>Exit status: 0 done, 1 some keys could not be changed, 2 wrong usage or no connection.
 */
@Command(
    name = "keys",
    mixinStandardHelpOptions = true,
    subcommands = CommandLine.HelpCommand.class,
    description = "Looks after the keys of the token-service.")
@SuppressWarnings("NullAway.Init") // Picocli sets the field.
public final class KeysCommand {

  private static final int NOT_ALL = 1;
  private static final int TROUBLE = 2;

  private final Map<String, Object> settings;

  @Spec private CommandSpec spec;

  private KeysCommand(Map<String, Object> settings) {
    this.settings = settings;
  }

  /** Runs and exits. */
  public static void main(String[] arguments) {
    // Before the first logger: standard output is for the answer.
    System.setProperty(
        "logback.configurationFile", "dev/holdfast/token/encryption/command/logback.xml");
    System.exit(commandLine(Map.of()).execute(arguments));
  }

  /** The command with settings on top of the environment's. */
  static CommandLine commandLine(Map<String, Object> settings) {
    return new CommandLine(new KeysCommand(settings))
        .setExecutionExceptionHandler(
            (failure, command, _) -> {
              command.getErr().println("keys: " + StartFailure.of(failure).reason());
              return TROUBLE;
            });
  }

  @Command(
      name = "rewrap",
      description = "Wraps every user's data key by the primary key-encryption key.")
  int rewrap() throws InterruptedException {
    return run(RunKind.REWRAP, "re-wrapped");
  }

  @Command(
      name = "reencrypt",
      description = "Gives every user, or one, a new data key, and seals all records anew.")
  int reencrypt(
      @Option(names = "--user", description = "Only this user: issuer, comma, subject.")
          @Nullable String user)
      throws InterruptedException {
    if (user == null) {
      return run(RunKind.REENCRYPT, "re-encrypted");
    }
    SubjectId subject = subject(user);
    try (ApplicationContext context = open()) {
      context.getBean(Rekeying.class).reencrypt(subject);
      out().println("re-encrypted 1 of 1");
      return 0;
    }
  }

  @Command(name = "status", description = "Tells which keys are in use, and how far changes are.")
  int status() {
    try (ApplicationContext context = open()) {
      context.getBean(KeysStatus.class).print(out());
      return 0;
    }
  }

  @Command(name = "new-file", description = "Makes a keyset file for a key-encryption key.")
  int newFile(@Parameters(paramLabel = "FILE", description = "Must not exist.") Path file)
      throws GeneralSecurityException {
    AeadConfig.register();
    return make(file, PredefinedAeadParameters.AES256_GCM);
  }

  @Command(
      name = "new-hash-file",
      description = "Makes a keyset file for keyed hashes, keyed-hash.json of the service.")
  int newHashFile(@Parameters(paramLabel = "FILE", description = "Must not exist.") Path file)
      throws GeneralSecurityException {
    PrfConfig.register();
    return make(file, PredefinedPrfParameters.HMAC_SHA256_PRF);
  }

  private int make(Path file, com.google.crypto.tink.Parameters parameters) {
    Path whole = file.toAbsolutePath();
    Path directory = whole.getParent();
    if (directory == null || Files.exists(whole)) {
      throw new ParameterException(spec.commandLine(), file + " exists");
    }
    new KeysetFiles(directory).loadOrCreate(whole.getFileName().toString(), parameters);
    out().println("file://" + whole);
    return 0;
  }

  private int run(RunKind kind, String what) throws InterruptedException {
    try (ApplicationContext context = open()) {
      long failed =
          context
              .getBean(Rekeying.class)
              .run(kind, (done, total) -> out().printf("%s %d of %d%n", what, done, total));
      if (failed == 0) {
        out().println("done");
        return 0;
      }
      out().printf("%d could not be %s; run again%n", failed, what);
      return NOT_ALL;
    } finally {
      out().flush();
    }
  }

  /** Without the server, the relay and migrations: those are the services' own. */
  private ApplicationContext open() {
    return ApplicationContext.builder()
        .properties(
            Map.of("holdfast.outbox.relay", "false", "flyway.datasources.default.enabled", "false"))
        .properties(settings)
        .start();
  }

  private SubjectId subject(String user) {
    int comma = user.indexOf(',');
    try {
      // Without a comma the issuer is empty, which no identity allows.
      return new SubjectId(user.substring(0, Math.max(comma, 0)), user.substring(comma + 1));
    } catch (IllegalArgumentException e) {
      throw new ParameterException(
          spec.commandLine(), "--user must be issuer, comma, subject: " + e.getMessage(), e);
    }
  }

  private PrintWriter out() {
    return spec.commandLine().getOut();
  }
}
