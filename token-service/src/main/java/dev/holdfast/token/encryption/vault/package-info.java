/** Key-encryption keys of HashiCorp Vault's transit engine, or of what speaks like it. */
@NullMarked
package dev.holdfast.token.encryption.vault;

import org.jspecify.annotations.NullMarked;
