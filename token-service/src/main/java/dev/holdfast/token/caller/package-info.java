/** Which service calls, and for whose data. */
@NullMarked
package dev.holdfast.token.caller;

import org.jspecify.annotations.NullMarked;
