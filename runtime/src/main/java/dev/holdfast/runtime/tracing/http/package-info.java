/** Traces over HTTP: the framework's requests and answers by filters, other clients by hand. */
@NullMarked
package dev.holdfast.runtime.tracing.http;

import org.jspecify.annotations.NullMarked;
