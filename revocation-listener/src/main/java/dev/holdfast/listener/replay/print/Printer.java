package dev.holdfast.listener.replay.print;

import dev.holdfast.listener.replay.judge.Finding;
import java.io.PrintWriter;

/** Prints findings one by one, in between a beginning and an end. */
public interface Printer {

  /** What comes first. */
  void begin(PrintWriter out);

  /** One finding. */
  void print(PrintWriter out, Finding finding);

  /** What comes last. */
  void end(PrintWriter out, Sum sum);
}
