package dev.holdfast.bench.spring;

import org.springframework.beans.factory.annotation.Value;
import org.springframework.boot.SpringApplication;
import org.springframework.boot.autoconfigure.SpringBootApplication;
import org.springframework.context.annotation.Bean;
import org.springframework.security.oauth2.jose.jws.SignatureAlgorithm;
import org.springframework.security.oauth2.jwt.JwtValidators;
import org.springframework.security.oauth2.jwt.NimbusReactiveJwtDecoder;
import org.springframework.security.oauth2.jwt.ReactiveJwtDecoder;

/** Spring Cloud Gateway as Spring's own guides set it up: routes, and a resource server. */
@SpringBootApplication
public class Application {

  /** Starts it. */
  public static void main(String[] arguments) {
    SpringApplication.run(Application.class, arguments);
  }

  /** Access tokens by RFC 9068, as this gateway wants them. */
  @Bean
  ReactiveJwtDecoder tokens(
      @Value("${bench.issuer}") String issuer, @Value("${bench.audience}") String audience) {
    var decoder =
        NimbusReactiveJwtDecoder.withJwkSetUri(issuer + "/jwks")
            .jwsAlgorithm(SignatureAlgorithm.ES256)
            .validateType(false)
            .build();
    decoder.setJwtValidator(
        JwtValidators.createAtJwtValidator()
            .issuer(issuer)
            .audience(audience)
            .clientId("bench")
            .build());
    return decoder;
  }
}
