package dev.holdfast.authserver.device.http;

import dev.holdfast.authserver.device.DeviceRequest;
import dev.holdfast.authserver.device.DeviceRequests;
import dev.holdfast.authserver.device.UserCodes;
import dev.holdfast.authserver.opaque.OpaqueValue;
import dev.holdfast.authserver.page.Pages;
import dev.holdfast.authserver.pending.BrowserCookies;
import dev.holdfast.authserver.pending.PendingRequest;
import dev.holdfast.authserver.pending.Waiting;
import dev.holdfast.authserver.refusal.TooOften;
import io.micronaut.http.HttpRequest;
import io.micronaut.http.HttpResponse;
import io.micronaut.http.MediaType;
import io.micronaut.http.annotation.Body;
import io.micronaut.http.annotation.Consumes;
import io.micronaut.http.annotation.Controller;
import io.micronaut.http.annotation.Get;
import io.micronaut.http.annotation.Post;
import io.micronaut.http.annotation.QueryValue;
import io.micronaut.scheduling.TaskExecutors;
import io.micronaut.scheduling.annotation.ExecuteOn;
import java.time.Clock;
import java.time.Duration;
import java.util.Optional;

/** Where the person enters the code (RFC 8628, section 3.3). */
@Controller("/device")
@ExecuteOn(TaskExecutors.BLOCKING)
final class DeviceController {

  private final DeviceRequests devices;
  private final Waiting waiting;
  private final BrowserCookies cookies;
  private final Guesses guesses;
  private final Clock clock;

  DeviceController(
      DeviceRequests devices,
      Waiting waiting,
      BrowserCookies cookies,
      Guesses guesses,
      Clock clock) {
    this.devices = devices;
    this.waiting = waiting;
    this.cookies = cookies;
    this.guesses = guesses;
    this.clock = clock;
  }

  /** RFC 8628, section 3.3.1: a code in the address is only filled in; the person sends it. */
  @Get
  HttpResponse<?> ask(
      HttpRequest<?> http, @QueryValue(value = "user_code", defaultValue = "") String userCode) {
    String browser = cookies.browser(http).orElseGet(OpaqueValue::random);
    String shown = UserCodes.hash(userCode).isPresent() ? userCode : "";
    return DevicePages.code(csrf(browser), shown).cookie(cookies.browserCookie(browser));
  }

  @Post
  @Consumes(MediaType.APPLICATION_FORM_URLENCODED)
  HttpResponse<?> enter(HttpRequest<?> http, @Body CodeForm form) {
    Optional<String> browser = cookies.browser(http);
    // RFC 9700, section 4.7.1: the form must be ours.
    if (browser.filter(secret -> OpaqueValue.same(csrf(secret), form.token())).isEmpty()) {
      return Pages.notOurForm();
    }
    // RFC 8628, section 5.1: counted before it is looked up, so that guessing at once does not
    // help.
    Optional<Duration> wait = guesses.spend(http);
    if (wait.isPresent()) {
      return TooOften.page(wait.get());
    }
    Optional<DeviceRequest> device =
        UserCodes.hash(form.typed())
            .flatMap(devices::byUserCodeHash)
            .filter(request -> request.undecided(clock.instant()));
    // RFC 8628, section 3.3: unknown, expired and decided codes look alike.
    if (device.isEmpty()) {
      return DevicePages.codeAgain(csrf(browser.get()));
    }
    guesses.giveBack(http);
    PendingRequest pending =
        waiting.openForDevice(
            browser.get(), device.get().clientId(), device.get().deviceCodeHash());
    return HttpResponse.seeOther(Waiting.continuation(pending));
  }

  private static String csrf(String browser) {
    return OpaqueValue.hash("device" + browser);
  }
}
