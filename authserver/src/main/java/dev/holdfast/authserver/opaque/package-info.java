/** Random values that are handed out in clear and kept only as hashes. */
@NullMarked
package dev.holdfast.authserver.opaque;

import org.jspecify.annotations.NullMarked;
