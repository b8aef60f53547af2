package dev.holdfast.listener.clients;

/** Knows which clients are registered. */
@FunctionalInterface
public interface Registrations {

  /** Asks anew each time: a client may come and go while this service runs. Never throws. */
  Registration of(String clientId);
}
