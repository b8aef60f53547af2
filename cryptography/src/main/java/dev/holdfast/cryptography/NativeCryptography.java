package dev.holdfast.cryptography;

import com.amazon.corretto.crypto.provider.AmazonCorrettoCryptoProvider;
import io.micronaut.context.ApplicationContextBuilder;
import io.micronaut.context.ApplicationContextConfigurer;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Installs the Amazon Corretto Crypto Provider as the first one. Where its native part does not run
 * (another platform, no directory to unpack it to), or with {@code
 * -Dholdfast.cryptography.native=false}, the JDK's providers do the same work, slower.
 */
public final class NativeCryptography implements ApplicationContextConfigurer {

  static final String SWITCH = "holdfast.cryptography.native";

  private static final Logger log = LoggerFactory.getLogger(NativeCryptography.class);

  /** Made by Micronaut. */
  public NativeCryptography() {}

  @Override
  public void configure(ApplicationContextBuilder builder) {
    if (Boolean.parseBoolean(System.getProperty(SWITCH, "true"))) {
      install();
    }
  }

  private static void install() {
    Throwable error = AmazonCorrettoCryptoProvider.INSTANCE.getLoadingError();
    if (error != null) {
      log.atWarn().addKeyValue("reason", error.toString()).log("Native cryptography unavailable");
      return;
    }
    AmazonCorrettoCryptoProvider.install();
  }
}
