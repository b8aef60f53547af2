package dev.holdfast.bearer;

import io.micronaut.context.annotation.Requires;
import io.micronaut.http.annotation.Controller;
import io.micronaut.http.annotation.Get;

@Controller
@Requires(property = "bearer.test")
class GuardedController {

  @Get("/guarded")
  @RequiresScope("grants:read")
  String guarded(VerifiedToken token) {
    return token.subject().subject();
  }

  @Get("/other")
  @RequiresScope("grants:write")
  String other() {
    return "other";
  }

  @Get("/forgotten")
  String forgotten() {
    return "forgotten";
  }
}
