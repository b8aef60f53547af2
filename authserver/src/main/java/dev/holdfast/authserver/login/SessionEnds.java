package dev.holdfast.authserver.login;

import java.util.List;

/**
 * What follows when a login session ends. Called in the transaction that ends it; whatever is slow
 * or may fail is only noted here and done later.
 */
public interface SessionEnds {

  /**
   * The person, or an operator, ended it.
   *
   * @param session as it was
   * @param clientIds who got a code in it
   */
  void signedOut(LoginSession session, List<String> clientIds);

  /**
   * It ended with everything else the person had; the event behind that ends the grants.
   *
   * @param session as it was
   * @param clientIds who got a code in it
   */
  void cutOff(LoginSession session, List<String> clientIds);
}
