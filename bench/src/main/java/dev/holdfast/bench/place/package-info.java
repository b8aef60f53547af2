/** Where a run takes place: its database server, and the local system that starts the rest. */
@NullMarked
package dev.holdfast.bench.place;

import org.jspecify.annotations.NullMarked;
