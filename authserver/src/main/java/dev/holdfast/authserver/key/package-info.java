/** The signing key: made once, kept encrypted, shared by replicas; and what is signed with it. */
@NullMarked
package dev.holdfast.authserver.key;

import org.jspecify.annotations.NullMarked;
