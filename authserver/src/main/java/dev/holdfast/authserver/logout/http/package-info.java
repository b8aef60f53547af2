/** The logout endpoint and its page, and logout tokens on their way to clients. */
@NullMarked
package dev.holdfast.authserver.logout.http;

import org.jspecify.annotations.NullMarked;
