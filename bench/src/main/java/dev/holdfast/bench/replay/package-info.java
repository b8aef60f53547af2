/** How fast the audit replay reads, beside a consumer that only reads. */
@NullMarked
package dev.holdfast.bench.replay;

import org.jspecify.annotations.NullMarked;
