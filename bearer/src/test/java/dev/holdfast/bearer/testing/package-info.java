/** An authorization server for tests, shared with the modules that verify tokens. */
@NullMarked
package dev.holdfast.bearer.testing;

import org.jspecify.annotations.NullMarked;
