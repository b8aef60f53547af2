/**
 * Bearer tokens between processes. A received token is an {@link
 * dev.holdfast.bearer.UnverifiedToken} until {@link dev.holdfast.bearer.AccessTokenVerifier} made a
 * {@link dev.holdfast.bearer.VerifiedToken} of it; {@link dev.holdfast.bearer.RequiresScope} guards
 * an endpoint, and {@link dev.holdfast.bearer.ServiceTokens} are what a service sends itself.
 */
@NullMarked
package dev.holdfast.bearer;

import org.jspecify.annotations.NullMarked;
