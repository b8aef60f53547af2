/** People: their passwords, and whether they may sign in. */
@NullMarked
package dev.holdfast.authserver.user;

import org.jspecify.annotations.NullMarked;
