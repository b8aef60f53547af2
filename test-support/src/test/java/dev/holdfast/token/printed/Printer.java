package dev.holdfast.token.printed;

/** Breaks one rule, or shows what is allowed. */
public final class Printer {

  /** Prints. */
  public void print() {
    System.out.println("hello");
  }
}
