/** The requests and pages of signing in through other providers. */
@NullMarked
package dev.holdfast.authserver.federation.http;

import org.jspecify.annotations.NullMarked;
