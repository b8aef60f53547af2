/**
 * The signing keys, and what is signed with them.
 *
 * <p>A key lives through {@link dev.holdfast.authserver.key.KeyState}: published before it signs
 * and after, so that every token can be verified by whoever fetched the keys in time. {@link
 * dev.holdfast.authserver.key.KeyRotation} adds a row, nothing is ever changed in one; {@link
 * dev.holdfast.authserver.key.SigningKeys} reads them in every replica; {@link
 * dev.holdfast.authserver.key.OwnTokens} signs. Private halves are stored encrypted under a keyset
 * that is not in the database.
 */
@NullMarked
package dev.holdfast.authserver.key;

import org.jspecify.annotations.NullMarked;
