/** Built wrongly on purpose, for the rules to find. */
@NullMarked
package dev.holdfast.token.chicken;

import org.jspecify.annotations.NullMarked;
