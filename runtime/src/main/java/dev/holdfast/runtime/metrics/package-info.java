/** What the meters of all services have in common. */
@NullMarked
package dev.holdfast.runtime.metrics;

import org.jspecify.annotations.NullMarked;
