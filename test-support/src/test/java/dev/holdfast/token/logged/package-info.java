/** Built wrongly on purpose, for the rules to find. */
@NullMarked
package dev.holdfast.token.logged;

import org.jspecify.annotations.NullMarked;
