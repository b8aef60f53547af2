/** Pages that need no script: escaped, never framed, never stored. */
@NullMarked
package dev.holdfast.authserver.page;

import org.jspecify.annotations.NullMarked;
