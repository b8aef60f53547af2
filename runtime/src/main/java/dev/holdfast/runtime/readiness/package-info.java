/** Tells operators what a service that is not ready lacks. */
@NullMarked
package dev.holdfast.runtime.readiness;

import org.jspecify.annotations.NullMarked;
