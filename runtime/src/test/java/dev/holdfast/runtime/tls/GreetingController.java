package dev.holdfast.runtime.tls;

import io.micronaut.http.annotation.Controller;
import io.micronaut.http.annotation.Get;

@Controller("/greeting")
class GreetingController {

  @Get(produces = "text/plain")
  String greeting() {
    return "hello";
  }
}
