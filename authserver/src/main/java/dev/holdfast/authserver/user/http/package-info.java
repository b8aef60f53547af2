/** The API with which operators look after users. */
@NullMarked
package dev.holdfast.authserver.user.http;

import org.jspecify.annotations.NullMarked;
