package dev.holdfast.sample;

import io.modelcontextprotocol.server.McpServer;
import io.modelcontextprotocol.server.McpSyncServer;
import io.modelcontextprotocol.server.transport.DefaultServerTransportSecurityValidator;
import io.modelcontextprotocol.server.transport.HttpServletStreamableServerTransportProvider;
import io.modelcontextprotocol.spec.McpSchema.ServerCapabilities;
import jakarta.servlet.DispatcherType;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.URI;
import java.util.EnumSet;
import java.util.List;
import org.eclipse.jetty.ee11.servlet.FilterHolder;
import org.eclipse.jetty.ee11.servlet.ServletContextHandler;
import org.eclipse.jetty.ee11.servlet.ServletHolder;
import org.eclipse.jetty.server.Server;
import org.eclipse.jetty.server.ServerConnector;
import org.eclipse.jetty.util.thread.QueuedThreadPool;

/**
 * The sample server: MCP with sessions on {@code /mcp} and {@code /health}, on loopback unless told
 * otherwise.
 *
 * <p>{@link #main} prints one line, {@code ready}, once it serves, and stops cleanly on SIGTERM.
 */
public final class SampleMcpServer implements AutoCloseable {
  private static final String ENDPOINT = "/mcp";
  private static final List<String> LOOPBACK_HOSTS = List.of("127.0.0.1:*", "localhost:*");
  private static final long STOP_TIMEOUT_MILLIS = 500;

  private final Server container;
  private final McpSyncServer mcp;

  private SampleMcpServer(Server container, McpSyncServer mcp) {
    this.container = container;
    this.mcp = mcp;
  }

  /** Runs until the process is told to stop; configuration is by environment, see the settings. */
  public static void main(String[] args) throws Exception {
    SampleMcpServer server = start(Settings.from(System.getenv()));
    Runtime.getRuntime().addShutdownHook(new Thread(server::close, "shutdown"));
    System.out.println("ready");
  }

  /** Starts serving; returns when requests are answered. */
  static SampleMcpServer start(Settings settings) throws Exception {
    HttpServletStreamableServerTransportProvider transport =
        HttpServletStreamableServerTransportProvider.builder()
            .mcpEndpoint(ENDPOINT)
            .contextExtractor(Caller::extract)
            .httpHeaderValidator(
                DefaultServerTransportSecurityValidator.builder()
                    .allowedHosts(LOOPBACK_HOSTS)
                    .allowedHosts(settings.allowedHosts())
                    .allowedOrigins(List.of("http://127.0.0.1:*", "http://localhost:*"))
                    .build())
            .build();
    McpSyncServer mcp = serve(transport, settings);
    Server container = container(settings, transport);
    container.start();
    return new SampleMcpServer(container, mcp);
  }

  /** Where MCP clients connect to. */
  URI endpoint() {
    return container.getURI().resolve(ENDPOINT);
  }

  /** Ends the sessions, then the container. */
  @Override
  public void close() {
    mcp.closeGracefully();
    try {
      container.stop();
    } catch (Exception e) {
      throw new IllegalStateException("The container did not stop", e);
    }
  }

  private static McpSyncServer serve(
      HttpServletStreamableServerTransportProvider transport, Settings settings) {
    return McpServer.sync(transport)
        .serverInfo("holdfast-sample", "1")
        .capabilities(
            ServerCapabilities.builder()
                .tools(false)
                .prompts(false)
                .resources(false, false)
                .build())
        .tools(
            EchoTool.specification(),
            WhoamiTool.specification(),
            SlowTool.specification(),
            RootsTool.specification(),
            new ProviderProfileTool(settings.providerUserinfo()).specification())
        .prompts(Greetings.prompt())
        .resources(Greetings.resource())
        .build();
  }

  private static Server container(
      Settings settings, HttpServletStreamableServerTransportProvider transport) {
    Server server =
        new Server(new InetSocketAddress(InetAddress.ofLiteral(settings.host()), settings.port()));
    // A running slow call is interrupted rather than waited for.
    server.getBean(QueuedThreadPool.class).setStopTimeout(STOP_TIMEOUT_MILLIS);
    for (var connector : server.getConnectors()) {
      // A listening stream is silent for as long as nothing happens.
      ((ServerConnector) connector).setIdleTimeout(0);
    }
    ServletContextHandler context = new ServletContextHandler("/");
    ServletHolder mcp = new ServletHolder(transport);
    mcp.setAsyncSupported(true);
    context.addServlet(mcp, ENDPOINT);
    context.addServlet(new ServletHolder(new HealthServlet()), "/health");
    FilterHolder prompt = new FilterHolder(new PromptStreamFilter());
    prompt.setAsyncSupported(true);
    context.addFilter(prompt, ENDPOINT, EnumSet.of(DispatcherType.REQUEST));
    server.setHandler(context);
    return server;
  }
}
