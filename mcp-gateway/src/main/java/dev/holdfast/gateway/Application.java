package dev.holdfast.gateway;

import dev.holdfast.gateway.session.command.SessionKeysCommand;
import dev.holdfast.gateway.stop.LeavingNotice;
import dev.holdfast.runtime.start.Service;
import io.micronaut.context.ApplicationContext;
import io.micronaut.runtime.Micronaut;
import io.micronaut.runtime.server.EmbeddedServer;
import java.util.Arrays;
import java.util.concurrent.CountDownLatch;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** Starts the gateway. */
public final class Application {

  private static final Logger log = LoggerFactory.getLogger(Application.class);

  private Application() {}

  /**
   * Starts the gateway with settings from the environment; or runs a command, if {@code
   * session-keys} is the first word.
   */
  public static void main(String[] args) {
    if (args.length > 0 && args[0].equals("session-keys")) {
      SessionKeysCommand.main(Arrays.copyOfRange(args, 1, args.length));
      return;
    }
    serve(args);
  }

  /** Unlike the framework's way to run it gives notice before the server stops. */
  private static void serve(String[] args) {
    try {
      ApplicationContext context = Micronaut.build(args).mainClass(Application.class).build();
      context.start();
      EmbeddedServer server = context.getBean(EmbeddedServer.class).start();
      CountDownLatch stopped = new CountDownLatch(1);
      Runtime.getRuntime().addShutdownHook(new Thread(() -> stop(context, server, stopped)));
      log.atInfo().addKeyValue("url", server.getURL()).log("Started");
      stopped.await();
    } catch (InterruptedException _) {
      Thread.currentThread().interrupt();
    } catch (RuntimeException e) {
      Service.end(e);
    }
  }

  private static void stop(
      ApplicationContext context, EmbeddedServer server, CountDownLatch stopped) {
    context.getBean(LeavingNotice.class).give();
    server.stop();
    stopped.countDown();
  }
}
