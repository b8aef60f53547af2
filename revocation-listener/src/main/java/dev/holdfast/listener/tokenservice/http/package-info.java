/** The token-service over HTTP, with a service token. */
@NullMarked
package dev.holdfast.listener.tokenservice.http;

import org.jspecify.annotations.NullMarked;
