/**
 * Keys at rest: keyset files of the service, and data keys per user, wrapped by a key-encryption
 * key. A {@link dev.holdfast.token.encryption.KeyTechnology} opens key-encryption keys by URI;
 * several may be in use, of which the primary one wraps.
 *
 * <p>Whoever keeps something sealed for a user asks {@link dev.holdfast.token.encryption.UserKeys}
 * for the user's key, stores by its {@code storing}, and implements {@link
 * dev.holdfast.token.encryption.SealedRecords}; then keys can be changed while services run. What
 * is clear, keys and values alike, lives for a request. Destroying a user's data key makes
 * everything sealed for that user unreadable.
 */
@NullMarked
package dev.holdfast.token.encryption;

import org.jspecify.annotations.NullMarked;
