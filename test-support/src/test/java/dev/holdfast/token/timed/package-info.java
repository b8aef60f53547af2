/** Built wrongly on purpose, for the rules to find. */
@NullMarked
package dev.holdfast.token.timed;

import org.jspecify.annotations.NullMarked;
