/** The person's own page and its forms. */
@NullMarked
package dev.holdfast.authserver.account.http;

import org.jspecify.annotations.NullMarked;
