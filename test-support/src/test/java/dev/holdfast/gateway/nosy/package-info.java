/** Built wrongly on purpose, for the rules to find. */
@NullMarked
package dev.holdfast.gateway.nosy;

import org.jspecify.annotations.NullMarked;
