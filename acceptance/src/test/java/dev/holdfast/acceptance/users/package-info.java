/** Many users, and reconnects: BEHAVIOURS M. */
@NullMarked
package dev.holdfast.acceptance.users;

import org.jspecify.annotations.NullMarked;
