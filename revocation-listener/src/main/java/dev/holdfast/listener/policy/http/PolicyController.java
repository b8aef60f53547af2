package dev.holdfast.listener.policy.http;

import dev.holdfast.bearer.RequiresScope;
import dev.holdfast.contracts.claims.ServiceScope;
import dev.holdfast.listener.policy.EffectivePolicy;
import io.micronaut.http.annotation.Controller;
import io.micronaut.http.annotation.Get;

/** Reads the effective policy back. It is the server's own; no request can change it. */
@Controller("/policy")
final class PolicyController {

  private final EffectivePolicy policy;

  PolicyController(EffectivePolicy policy) {
    this.policy = policy;
  }

  @Get
  @RequiresScope(ServiceScope.POLICY_READ)
  PolicyView policy() {
    return new PolicyView(
        policy.version(), policy.singleSession(), policy.clientIds(), policy.effects());
  }
}
