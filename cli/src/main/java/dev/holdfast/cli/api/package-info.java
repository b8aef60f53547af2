/** The operators' API as a client sees it: who asks, what is answered, and how it can fail. */
@NullMarked
package dev.holdfast.cli.api;

import org.jspecify.annotations.NullMarked;
