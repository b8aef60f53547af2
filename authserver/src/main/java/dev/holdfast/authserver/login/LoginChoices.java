package dev.holdfast.authserver.login;

import java.util.List;

/** Tells through which providers people may sign in instead of here. */
public interface LoginChoices {

  /** In the order in which they are shown; empty if everybody signs in here. */
  List<LoginChoice> offered();
}
