/**
 * Keys at rest: keyset files of the service, and one data key per user wrapped by the
 * key-encryption key. Destroying a user's data key makes everything sealed for that user
 * unreadable.
 */
@NullMarked
package dev.holdfast.token.encryption;

import org.jspecify.annotations.NullMarked;
