package dev.holdfast.authserver.user;

import io.micronaut.context.event.ApplicationEventListener;
import jakarta.inject.Singleton;

/** Forgets a person's browsers when every login ends: one of them may be a thief's. */
@Singleton
final class ForgottenBrowsers implements ApplicationEventListener<LoginsEnded> {

  private final KnownBrowsers browsers;

  ForgottenBrowsers(KnownBrowsers browsers) {
    this.browsers = browsers;
  }

  @Override
  public void onApplicationEvent(LoginsEnded ended) {
    browsers.forgetAllOf(ended.userId());
  }
}
