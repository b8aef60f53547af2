package dev.holdfast.sample;

import io.modelcontextprotocol.server.McpServerFeatures.SyncPromptSpecification;
import io.modelcontextprotocol.server.McpServerFeatures.SyncResourceSpecification;
import io.modelcontextprotocol.spec.McpSchema.GetPromptRequest;
import io.modelcontextprotocol.spec.McpSchema.GetPromptResult;
import io.modelcontextprotocol.spec.McpSchema.Prompt;
import io.modelcontextprotocol.spec.McpSchema.PromptArgument;
import io.modelcontextprotocol.spec.McpSchema.PromptMessage;
import io.modelcontextprotocol.spec.McpSchema.ReadResourceResult;
import io.modelcontextprotocol.spec.McpSchema.Resource;
import io.modelcontextprotocol.spec.McpSchema.Role;
import io.modelcontextprotocol.spec.McpSchema.TextContent;
import io.modelcontextprotocol.spec.McpSchema.TextResourceContents;
import java.util.List;

/** The prompt {@code greet} and the resource {@value #RESOURCE}. */
final class Greetings {
  static final String RESOURCE = "sample://greeting";

  private Greetings() {}

  static SyncPromptSpecification prompt() {
    PromptArgument name = PromptArgument.builder("name").required(true).build();
    return new SyncPromptSpecification(
        Prompt.builder("greet").description("Greets someone.").arguments(List.of(name)).build(),
        (_, request) -> greet(request));
  }

  static SyncResourceSpecification resource() {
    return new SyncResourceSpecification(
        Resource.builder(RESOURCE, "greeting").mimeType("text/plain").build(),
        (_, request) ->
            ReadResourceResult.builder(
                    List.of(
                        TextResourceContents.builder(request.uri(), "Hello from the sample server")
                            .mimeType("text/plain")
                            .build()))
                .build());
  }

  private static GetPromptResult greet(GetPromptRequest request) {
    TextContent text =
        TextContent.builder("Please greet " + request.arguments().get("name") + ".").build();
    return GetPromptResult.builder(List.of(PromptMessage.builder(Role.USER, text).build())).build();
  }
}
