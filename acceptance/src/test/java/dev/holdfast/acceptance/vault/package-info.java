/** What is left of tokens where they rest. */
@NullMarked
package dev.holdfast.acceptance.vault;

import org.jspecify.annotations.NullMarked;
