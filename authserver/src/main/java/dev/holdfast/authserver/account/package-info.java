/** The person's own page: login sessions and consents, and how to end them. */
@NullMarked
package dev.holdfast.authserver.account;

import org.jspecify.annotations.NullMarked;
