package dev.holdfast.runtime.stop;

import dev.holdfast.runtime.start.AotCache;
import dev.holdfast.runtime.start.StartFailure;
import io.micronaut.context.ApplicationContext;
import io.micronaut.runtime.Micronaut;
import io.micronaut.runtime.server.EmbeddedServer;
import java.util.concurrent.CountDownLatch;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * The life of a service as a process. Unlike the framework's way to run it gives notice before the
 * server stops.
 */
public final class ServiceProcess {

  private static final Logger log = LoggerFactory.getLogger(ServiceProcess.class);

  private ServiceProcess() {}

  /**
   * Runs a service, with settings from the environment and the arguments, until the process is told
   * to end. If it cannot start, the log tells why in one line, and the exit status is 1.
   */
  public static void run(Class<?> main, String... arguments) {
    try {
      // Not the framework's start: it tells of a failure in its own way, at length.
      ApplicationContext context = Micronaut.build(arguments).mainClass(main).build();
      context.start();
      EmbeddedServer server = context.getBean(EmbeddedServer.class).start();
      CountDownLatch stopped = new CountDownLatch(1);
      Runtime.getRuntime().addShutdownHook(new Thread(() -> stop(context, server, stopped)));
      log.atInfo().addKeyValue("url", server.getURL()).log("Started");
      AotCache.ofThisJvm().ifPresent(AotCache::logUnlessUsed);
      stopped.await();
    } catch (InterruptedException _) {
      Thread.currentThread().interrupt();
    } catch (RuntimeException failure) {
      StartFailure.of(failure).log();
      System.exit(1);
    }
  }

  private static void stop(
      ApplicationContext context, EmbeddedServer server, CountDownLatch stopped) {
    context.getBean(LeavingNotice.class).give();
    server.stop();
    stopped.countDown();
  }
}
