package dev.holdfast.token.allowed.http;

import dev.holdfast.token.allowed.Clocks;
import io.micronaut.http.annotation.Controller;

/** Breaks one rule, or shows what is allowed. */
@Controller("/allowed")
public class Endpoint {
  final Clocks port = new Clocks();
}
