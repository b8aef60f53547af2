package dev.holdfast.gateway.aggregate;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.holdfast.gateway.server.McpServer;

/** What comes of listening to a server. */
sealed interface Told {

  /** A message, in the names of the aggregate. */
  record Passed(ObjectNode message) implements Told {}

  /** One of its lists changed: tools, prompts or resources. */
  record Changed(String list) implements Told {}

  /** It will tell this much of what it was asked to tell. */
  record Agreed(McpServer server, JsonNode notifications) implements Told {}

  /**
   * It tells nothing for now.
   *
   * @param forGood whether it will never
   */
  record Silent(McpServer server, boolean forGood) implements Told {}

  /** Those who have not answered are not waited for any longer. */
  record Late() implements Told {}
}
