package dev.holdfast.token.misplaced;

import io.micronaut.http.annotation.Controller;

/** Breaks one rule, or shows what is allowed. */
@Controller("/misplaced")
public class Endpoint {}
