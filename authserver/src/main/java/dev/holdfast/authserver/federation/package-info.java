/**
 * Signing in through other providers (OpenID Connect Core, section 3.1).
 *
 * <p>{@code Departures} notes an attempt for the browser's pending request and sends the browser to
 * the provider. {@code Returns} takes the answer as a list of rejections: the attempt is used up
 * first, and only what {@link RelyingParty} has proved becomes an {@link ExternalPerson}. {@code
 * Entrance} turns one into a login session of our own user, whom {@code Newcomers} makes at the
 * first time; {@code ProviderLinks} ties one to a user who is signed in, and unties it. Nobody is
 * ever found by name or email address.
 */
@NullMarked
package dev.holdfast.authserver.federation;

import org.jspecify.annotations.NullMarked;
