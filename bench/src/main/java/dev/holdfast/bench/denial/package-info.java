/**
 * How long it takes from a login elsewhere until the gateway refuses the older session's access
 * token, and where the time goes.
 */
@NullMarked
package dev.holdfast.bench.denial;

import org.jspecify.annotations.NullMarked;
