package dev.holdfast.bench.gateway;

import dev.holdfast.bench.issuer.StubIssuer;
import dev.holdfast.bench.place.Place;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Base64;
import java.util.List;

/** HAProxy, which verifies the token at each request, or finds it in a map of verified ones. */
final class Haproxy {

  private static final String FRAME =
      """
      global
        nbthread 1
        maxconn 2000
      defaults
        mode http
        option http-keep-alive
        timeout connect 2s
        timeout client 1h
        timeout server 1h
        timeout http-keep-alive 1h
      frontend mcp
        bind 127.0.0.1:@port@
        http-request set-var(txn.bearer) http_auth_bearer
      @check@
        http-request del-header Authorization
        default_backend upstream
      backend upstream
        http-reuse always
        server upstream 127.0.0.1:@upstream@
      """;

  private static final String EACH =
      """
        http-request set-var(txn.alg) var(txn.bearer),jwt_header_query('$.alg')
        http-request set-var(txn.exp) var(txn.bearer),jwt_payload_query('$.exp','int')
        http-request set-var(txn.now) date()
        http-request deny deny_status 401 unless { var(txn.alg) -m str ES256 }
        http-request deny deny_status 401 unless { var(txn.bearer),jwt_payload_query('$.iss') -m str @issuer@ }
        http-request deny deny_status 401 unless { var(txn.bearer),jwt_payload_query('$.aud') -m str @audience@ }
        http-request deny deny_status 401 if { var(txn.exp),sub(txn.now) -m int lt 0 }
        http-request deny deny_status 401 unless { var(txn.bearer),jwt_verify(txn.alg,"@key@") 1 }
      """;

  private static final String MAP =
      """
        http-request set-var(txn.known) var(txn.bearer),map(@tokens@)
        http-request deny deny_status 401 unless { var(txn.known) -m found }
      """;

  private final Path program;
  private final Path directory;
  private final StubIssuer issuer;
  private final int upstream;
  private final Cores cores;

  Haproxy(Path program, Path directory, StubIssuer issuer, int upstream, Cores cores) {
    this.program = program;
    this.directory = directory;
    this.issuer = issuer;
    this.upstream = upstream;
    this.cores = cores;
  }

  /** The one that verifies ES256 at each request. */
  Proxy verifying(String audience) {
    String key = Base64.getMimeEncoder().encodeToString(issuer.publicKey().getEncoded());
    Path file =
        write("key.pem", "-----BEGIN PUBLIC KEY-----\n" + key + "\n-----END PUBLIC KEY-----\n");
    String check =
        EACH.replace("@key@", file.toString())
            .replace("@issuer@", issuer.uri().toString())
            .replace("@audience@", audience);
    return start("HAProxy, ES256 at each request", "each", check, issuer.token("ada", audience));
  }

  /** The one that was told which tokens are verified. */
  Proxy remembering(String audience) {
    String token = issuer.token("ada", audience);
    Path file = write("tokens.map", token + " verified\n");
    return start(
        "HAProxy, tokens in a map", "map", MAP.replace("@tokens@", file.toString()), token);
  }

  private Proxy start(String title, String name, String check, String token) {
    int port = Place.freePort();
    String text =
        FRAME
            .replace("@check@\n", check.indent(2))
            .replace("@port@", "" + port)
            .replace("@upstream@", "" + upstream);
    Path file = write("haproxy-" + name + ".cfg", text);
    List<String> command = List.of(program.toString(), "-db", "-f", file.toString());
    Tool tool =
        Tool.start(cores.pinned(command), port, directory.resolve("haproxy-" + name + ".log"));
    return new Proxy(title, tool, port, token);
  }

  private Path write(String name, String text) {
    try {
      return Files.writeString(directory.resolve(name), text);
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }
}
