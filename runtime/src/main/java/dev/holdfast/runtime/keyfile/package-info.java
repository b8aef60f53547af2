/** Files of keys, and who else may read them. */
@NullMarked
package dev.holdfast.runtime.keyfile;

import org.jspecify.annotations.NullMarked;
