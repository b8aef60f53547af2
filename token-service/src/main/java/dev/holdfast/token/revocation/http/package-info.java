/** The revocations API. */
@NullMarked
package dev.holdfast.token.revocation.http;

import org.jspecify.annotations.NullMarked;
