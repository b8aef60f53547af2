/**
 * Key-encryption keys of the AWS Key Management Service. The SDK's own settings say who is calling
 * (environment, profile, role); its classes are loaded when a key is opened.
 */
@NullMarked
package dev.holdfast.token.encryption.aws;

import org.jspecify.annotations.NullMarked;
