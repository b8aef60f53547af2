package dev.holdfast.authserver.federation.http;

import dev.holdfast.authserver.federation.LoginProvider;
import dev.holdfast.authserver.federation.Returned;
import dev.holdfast.authserver.page.Pages;
import io.micronaut.http.HttpRequest;
import io.micronaut.http.HttpResponse;
import io.micronaut.http.HttpStatus;
import jakarta.inject.Singleton;

@Singleton
final class LinkReturn {
  HttpResponse<?> failed(HttpRequest<?> http) {
    return Pages.refusal(HttpStatus.FORBIDDEN, "no");
  }

  HttpResponse<?> proved(HttpRequest<?> http, Returned.Proved proved, LoginProvider provider) {
    return Pages.refusal(HttpStatus.FORBIDDEN, "no");
  }
}
