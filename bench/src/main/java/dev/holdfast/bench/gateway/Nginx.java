package dev.holdfast.bench.gateway;

import dev.holdfast.bench.place.Place;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;

/** nginx: the upstream of every contender, and a contender. */
final class Nginx {

  private static final String ANSWER =
      "{\"jsonrpc\":\"2.0\",\"id\":7,\"result\":{\"content\":[{\"type\":\"text\","
          + "\"text\":\"It is sunny in Ghent, 21 degrees.\"}],\"isError\":false}}";

  private static final String FRAME =
      """
      daemon off;
      master_process off;
      pid @dir@/@name@.pid;
      error_log @dir@/@name@.log warn;
      events { worker_connections 4096; }
      http {
        access_log off;
        keepalive_requests 1000000000;
        keepalive_timeout 1h;
        client_body_temp_path @dir@/@name@-1;
        proxy_temp_path @dir@/@name@-2;
        fastcgi_temp_path @dir@/@name@-3;
        uwsgi_temp_path @dir@/@name@-4;
        scgi_temp_path @dir@/@name@-5;
        @server@
      }
      """;

  private static final String UPSTREAM =
      """
      server {
        listen 127.0.0.1:@port@;
        add_header Mcp-Session-Id upstream-1;
        location /mcp/tools { default_type application/json; return 200 '@answer@'; }
        location /mcp/events { default_type text/event-stream; return 200 '@events@'; }
      }
      """;

  private static final String PROXY =
      """
      upstream mcp {
        server 127.0.0.1:@upstream@;
        keepalive 256;
        keepalive_requests 1000000000;
      }
      server {
        listen 127.0.0.1:@port@;
        location / {
          proxy_pass http://mcp;
          proxy_http_version 1.1;
          proxy_set_header Connection "";
          proxy_set_header Authorization "";
          proxy_buffering off;
        }
      }
      """;

  private static final int EVENTS = 10;

  private final Path program;
  private final Path directory;

  Nginx(Path program, Path directory) {
    this.program = program;
    this.directory = directory;
  }

  /** The upstream: one answer to everything, as JSON or as ten events. */
  Proxy upstream(Cores cores) {
    String event = "event: message\ndata: " + ANSWER + "\n\n";
    String server = UPSTREAM.replace("@answer@", ANSWER).replace("@events@", event.repeat(EVENTS));
    return start("direct", "upstream", server, cores);
  }

  /** The proxy, which lets everybody pass. */
  Proxy proxy(int upstream, Cores cores) {
    return start("nginx", "nginx", PROXY.replace("@upstream@", "" + upstream), cores);
  }

  private Proxy start(String title, String name, String server, Cores cores) {
    int port = Place.freePort();
    Path file = directory.resolve(name + ".conf");
    try {
      Files.writeString(
          file,
          FRAME
              .replace("@server@", server)
              .replace("@dir@", directory.toString())
              .replace("@name@", name)
              .replace("@port@", "" + port));
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
    List<String> command = List.of(program.toString(), "-c", file.toString());
    Tool tool = Tool.start(cores.pinned(command), port, directory.resolve(name + ".log"));
    return new Proxy(title, tool, port, "none");
  }
}
