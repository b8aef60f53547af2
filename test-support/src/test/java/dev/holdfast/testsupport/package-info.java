/** Built wrongly on purpose, for the rules to find. */
@NullMarked
package dev.holdfast.testsupport;

import org.jspecify.annotations.NullMarked;
