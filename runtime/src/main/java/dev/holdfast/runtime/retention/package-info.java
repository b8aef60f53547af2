/**
 * Forgets what nobody can ask for any more, so that tables stay as small as the present is. Every
 * replica may do it at any time; nothing depends on when.
 */
@NullMarked
package dev.holdfast.runtime.retention;

import org.jspecify.annotations.NullMarked;
