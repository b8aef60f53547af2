/** Micronaut's servers and clients with this process's certificate. */
@NullMarked
package dev.holdfast.runtime.tls.netty;

import org.jspecify.annotations.NullMarked;
