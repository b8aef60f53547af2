/** Who calls: tokens become callers here, and nowhere else. */
@NullMarked
package dev.holdfast.gateway.identity;

import org.jspecify.annotations.NullMarked;
