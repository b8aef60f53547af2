package dev.holdfast.bench.authserver;

import dev.holdfast.bench.load.Processes;
import dev.holdfast.bench.load.Work;

/** A running authorization server. */
interface Contender extends AutoCloseable {

  /** As the table shows it. */
  String name();

  /** What counts as the server. */
  Processes processes();

  /** A client that asks for a token of its own, again and again. */
  Work clientCredentials();

  /** A person signed in at a public client, which then refreshes a rotating token on and on. */
  Work refresh();

  /** A person signed in, and a resource server that asks about the access token. */
  Work introspection();

  @Override
  void close();
}
