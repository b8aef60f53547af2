package dev.holdfast.bench.signing;

import com.nimbusds.jose.JOSEException;
import com.nimbusds.jose.JOSEObjectType;
import com.nimbusds.jose.JWSHeader;
import com.nimbusds.jwt.JWTClaimsSet;
import com.nimbusds.jwt.SignedJWT;
import dev.holdfast.bench.report.Machine;
import dev.holdfast.bench.report.Table;
import dev.holdfast.contracts.claims.Claims;
import java.text.ParseException;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.Date;
import java.util.List;
import java.util.Locale;
import java.util.UUID;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.Spec;

/** Measures signing and verifying an access token, one thread, everything warm. */
@Command(
    name = "signing",
    description = "What signing and verifying an access token costs, by algorithm.",
    mixinStandardHelpOptions = true)
public final class SigningCommand implements Callable<Integer> {

  private static final double NANOS_PER_SECOND = 1e9;
  private static final double NANOS_PER_MICRO = 1e3;

  @Option(
      names = "--round",
      defaultValue = "PT1S",
      description = "CPU time of a round; there are nine (default: ${DEFAULT-VALUE}).")
  private Duration round = Duration.ofSeconds(1);

  @Spec private CommandSpec spec;

  /** Made by picocli, which fills it in. */
  public SigningCommand() {
    this.spec = CommandSpec.create();
  }

  @Override
  public Integer call() throws Exception {
    var cost = new ThreadCost(round.multipliedBy(4), round);
    JWTClaimsSet claims = claims(Clock.systemUTC().instant());
    Table table = new Table("", "sign µs", "sign /CPU s", "verify µs", "verify /CPU s");
    for (Algorithm each : List.of(Algorithm.rs256(), Algorithm.es256(), Algorithm.ed25519())) {
      double sign = cost.nanosPerCall(() -> sign(each, claims));
      String token = sign(each, claims);
      double verify = cost.nanosPerCall(() -> verify(each, token));
      table.row(each.name(), micros(sign), perSecond(sign), micros(verify), perSecond(verify));
    }
    spec.commandLine().getOut().println(Machine.description() + "\n\n" + table);
    return 0;
  }

  /** As the server does it, text and all. */
  private static String sign(Algorithm algorithm, JWTClaimsSet claims) throws JOSEException {
    var header =
        new JWSHeader.Builder(algorithm.algorithm())
            .type(new JOSEObjectType(Claims.ACCESS_TOKEN_TYPE))
            .keyID("k1")
            .build();
    var jwt = new SignedJWT(header, claims);
    jwt.sign(algorithm.signer());
    return jwt.serialize();
  }

  private static SignedJWT verify(Algorithm algorithm, String token)
      throws ParseException, JOSEException {
    SignedJWT jwt = SignedJWT.parse(token);
    if (!jwt.verify(algorithm.verifier())) {
      throw new IllegalStateException("A sound signature was refused");
    }
    return jwt;
  }

  private static JWTClaimsSet claims(Instant now) {
    return new JWTClaimsSet.Builder()
        .issuer("https://auth.example")
        .subject(UUID.randomUUID().toString())
        .audience("https://mcp.example/mcp/sample")
        .issueTime(Date.from(now))
        .expirationTime(Date.from(now.plus(Duration.ofMinutes(5))))
        .jwtID(UUID.randomUUID().toString())
        .claim(Claims.CLIENT_ID, UUID.randomUUID().toString())
        .claim(Claims.SCOPE, "openid profile mcp:tools")
        .claim(Claims.AUTH_TIME, now.getEpochSecond())
        .claim(Claims.SID, UUID.randomUUID().toString())
        .claim(Claims.GID, UUID.randomUUID().toString())
        .build();
  }

  private static String micros(double nanos) {
    return String.format(Locale.ROOT, "%.0f", nanos / NANOS_PER_MICRO);
  }

  private static String perSecond(double nanos) {
    return String.format(Locale.ROOT, "%,.0f", NANOS_PER_SECOND / nanos);
  }
}
