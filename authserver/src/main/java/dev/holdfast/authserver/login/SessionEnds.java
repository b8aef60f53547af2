package dev.holdfast.authserver.login;

import java.util.List;

/** What follows when a login session ends. */
public interface SessionEnds {

  /**
   * Called in the transaction that ends the session. Whatever is slow or may fail is only noted
   * here and done later.
   *
   * @param session as it was
   * @param clientIds who got a code in it
   */
  void ended(LoginSession session, List<String> clientIds);
}
