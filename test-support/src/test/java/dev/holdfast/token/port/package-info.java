/** Built wrongly on purpose, for the rules to find. */
@NullMarked
package dev.holdfast.token.port;

import org.jspecify.annotations.NullMarked;
