package dev.holdfast.sample;

import io.modelcontextprotocol.client.McpClient;
import io.modelcontextprotocol.client.McpSyncClient;
import io.modelcontextprotocol.client.transport.HttpClientStreamableHttpTransport;
import io.modelcontextprotocol.spec.McpSchema.CallToolRequest;
import io.modelcontextprotocol.spec.McpSchema.CallToolResult;
import io.modelcontextprotocol.spec.McpSchema.ProgressNotification;
import io.modelcontextprotocol.spec.McpSchema.TextContent;
import java.net.URI;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CopyOnWriteArrayList;

/** The SDK's client, sending fixed headers as the gateway would. */
final class SampleClient implements AutoCloseable {
  private final List<ProgressNotification> progress = new CopyOnWriteArrayList<>();
  private final McpSyncClient client;

  SampleClient(URI endpoint, Map<String, String> headers) {
    var transport =
        HttpClientStreamableHttpTransport.builder(endpoint.resolve("/").toString())
            .endpoint(endpoint.getPath())
            .addHttpRequestCustomizer(
                (request, _, _, _, _) -> headers.forEach((k, v) -> request.setHeader(k, v)))
            .build();
    client = McpClient.sync(transport).progressConsumer(progress::add).build();
    client.initialize();
  }

  CallToolResult call(String tool, Map<String, Object> arguments) {
    return client.callTool(CallToolRequest.builder(tool).arguments(arguments).build());
  }

  CallToolResult callWithProgress(String tool, Map<String, Object> arguments) {
    return client.callTool(
        CallToolRequest.builder(tool).arguments(arguments).progressToken("p").build());
  }

  McpSyncClient sdk() {
    return client;
  }

  List<ProgressNotification> progress() {
    return progress;
  }

  static String text(CallToolResult result) {
    return ((TextContent) result.content().getFirst()).text();
  }

  @Override
  public void close() {
    client.closeGracefully();
  }
}
