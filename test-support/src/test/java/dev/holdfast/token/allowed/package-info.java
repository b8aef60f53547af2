/** Built wrongly on purpose, for the rules to find. */
@NullMarked
package dev.holdfast.token.allowed;

import org.jspecify.annotations.NullMarked;
