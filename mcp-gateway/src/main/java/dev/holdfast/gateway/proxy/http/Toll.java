package dev.holdfast.gateway.proxy.http;

/**
 * Whether a request was taken from its caller's budgets: once, although its checks may run twice.
 */
public final class Toll {

  private boolean requestPaid;
  private boolean callsPaid;

  /** Nothing is paid yet. */
  public Toll() {}

  /** Pays for the request, unless that was done. */
  void request(Runnable paying) {
    if (!requestPaid) {
      paying.run();
      requestPaid = true;
    }
  }

  /** Pays for the calls of tools in it, unless that was done. */
  void calls(Runnable paying) {
    if (!callsPaid) {
      paying.run();
      callsPaid = true;
    }
  }
}
