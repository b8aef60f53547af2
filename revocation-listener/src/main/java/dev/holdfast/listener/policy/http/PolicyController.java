package dev.holdfast.listener.policy.http;

import dev.holdfast.bearer.RequiresScope;
import dev.holdfast.contracts.claims.ServiceScope;
import dev.holdfast.listener.policy.SweepPolicy;
import io.micronaut.http.annotation.Controller;
import io.micronaut.http.annotation.Get;

/** Reads the effective policy back. It is the server's own; no request can change it. */
@Controller("/policy")
final class PolicyController {

  private final SweepPolicy policy;

  PolicyController(SweepPolicy policy) {
    this.policy = policy;
  }

  @Get
  @RequiresScope(ServiceScope.REVOCATIONS_WRITE)
  PolicyView policy() {
    return new PolicyView(policy.singleSession(), policy.clientIds());
  }
}
