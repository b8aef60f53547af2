package dev.holdfast.gateway.policy;

import com.fasterxml.jackson.databind.JsonNode;
import dev.holdfast.gateway.protocol.ModernRequest;
import java.util.Iterator;
import java.util.List;

/** The keys of an object that something is decided by. */
final class Keys {

  static final Keys MESSAGE = new Keys("method", "params", "id");
  static final Keys PARAMS = new Keys("_meta");
  static final Keys META = new Keys(ModernRequest.VERSION, ModernRequest.CAPABILITIES);
  static final Keys NAMED = new Keys("name");
  static final Keys LOCATED = new Keys("uri");
  static final Keys COMPLETED = new Keys("ref");
  static final Keys REF = new Keys("type", "name", "uri");
  static final Keys LISTENING = new Keys("notifications");
  static final Keys NOTIFICATIONS = new Keys("resourceSubscriptions");

  private final List<String> names;

  private Keys(String... names) {
    this.names = List.of(names);
  }

  /**
   * Whether the object has none that could be taken for one of them; what is no object has none.
   */
  boolean areUnmistakableIn(JsonNode object) {
    for (Iterator<String> keys = object.fieldNames(); keys.hasNext(); ) {
      String key = keys.next();
      for (String name : names) {
        if (key.equalsIgnoreCase(name) && !key.equals(name)) {
          return false;
        }
      }
    }
    return true;
  }
}
