package dev.holdfast.token.connections;

/** Work on connections that nobody waits for, shared by all replicas. */
interface Duty {

  /** Does a few pieces of work that are due; tells how many, so that 0 means none is left. */
  int round();
}
