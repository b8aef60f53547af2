/**
 * The token-service: {@code grants} it issues and refreshes, {@code revocation} that ends many at
 * once, {@code epoch} that ends access tokens without a grant, {@code connections} to upstream
 * providers, and the {@code encryption} all of them rest on.
 */
@NullMarked
package dev.holdfast.token;

import org.jspecify.annotations.NullMarked;
