/** The login form. */
@NullMarked
package dev.holdfast.authserver.login.http;

import org.jspecify.annotations.NullMarked;
