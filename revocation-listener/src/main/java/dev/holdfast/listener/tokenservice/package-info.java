/** Asks the token-service to apply a sweep. */
@NullMarked
package dev.holdfast.listener.tokenservice;

import org.jspecify.annotations.NullMarked;
