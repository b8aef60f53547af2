/** The forms with which people choose passwords. */
@NullMarked
package dev.holdfast.authserver.password.http;

import org.jspecify.annotations.NullMarked;
