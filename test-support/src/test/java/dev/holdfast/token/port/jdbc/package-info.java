/** Built wrongly on purpose, for the rules to find. */
@NullMarked
package dev.holdfast.token.port.jdbc;

import org.jspecify.annotations.NullMarked;
