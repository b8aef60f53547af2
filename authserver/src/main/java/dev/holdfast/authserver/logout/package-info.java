/**
 * What follows when a login session ends (OpenID Connect RP-Initiated Logout and Back-Channel
 * Logout 1.0): clients that want to know are told, and grants that live only as long as the session
 * end. Both are noted as duties in the transaction that ends the session, and done afterwards, by
 * any replica, until they are done.
 */
@NullMarked
package dev.holdfast.authserver.logout;

import org.jspecify.annotations.NullMarked;
