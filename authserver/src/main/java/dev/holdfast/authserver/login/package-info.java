/** Signing in: the password check and the login session a browser keeps. */
@NullMarked
package dev.holdfast.authserver.login;

import org.jspecify.annotations.NullMarked;
