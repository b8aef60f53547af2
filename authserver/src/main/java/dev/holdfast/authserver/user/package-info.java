/**
 * People: whether they may sign in, what they may do, and their passwords.
 *
 * <p>A change takes the user's row first and its instant then. That instant is the event's time,
 * the new {@code signed_out_at} if logins end, and the new {@code access_epoch}, which access
 * tokens carry: everything older is worthless, wherever it still lies.
 */
@NullMarked
package dev.holdfast.authserver.user;

import org.jspecify.annotations.NullMarked;
