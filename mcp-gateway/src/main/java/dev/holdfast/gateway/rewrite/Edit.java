package dev.holdfast.gateway.rewrite;

import com.fasterxml.jackson.databind.node.ObjectNode;

/** A change of messages. */
@FunctionalInterface
public interface Edit {

  /** Changes the message in place; false if there is nothing to change. */
  boolean apply(ObjectNode message);

  /** A change of the results of responses. */
  static Edit ofResult(Edit edit) {
    return message -> message.get("result") instanceof ObjectNode result && edit.apply(result);
  }
}
