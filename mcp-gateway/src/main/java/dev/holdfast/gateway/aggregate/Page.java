package dev.holdfast.gateway.aggregate;

import com.fasterxml.jackson.databind.JsonNode;

/** What one server adds to a list. */
sealed interface Page {

  /** Its result; without a list in it if it has none of the kind. */
  record Told(JsonNode result) implements Page {}

  /** Nothing, and why. */
  record Missing(String reason) implements Page {}
}
