/** The consent form. */
@NullMarked
package dev.holdfast.authserver.consent.http;

import org.jspecify.annotations.NullMarked;
