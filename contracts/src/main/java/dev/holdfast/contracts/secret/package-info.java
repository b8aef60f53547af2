/** Values that must not be printed, logged or serialised by accident. */
@NullMarked
package dev.holdfast.contracts.secret;

import org.jspecify.annotations.NullMarked;
