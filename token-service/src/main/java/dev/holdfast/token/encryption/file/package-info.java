/** Key-encryption keys in files that only the service's user may read. */
@NullMarked
package dev.holdfast.token.encryption.file;

import org.jspecify.annotations.NullMarked;
