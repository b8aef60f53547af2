package dev.holdfast.gateway.upstream;

import dev.holdfast.contracts.identity.SubjectId;

/** Users' tokens at upstream providers. */
@FunctionalInterface
public interface Connections {

  /** The user's token as an {@code Authorization} header, or why there is none. Never throws. */
  Connected ask(SubjectId subject, String provider);
}
