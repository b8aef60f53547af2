/** Measurements that anybody can repeat: start in {@link dev.holdfast.bench.Main}. */
@NullMarked
package dev.holdfast.bench;

import org.jspecify.annotations.NullMarked;
