/**
 * Key-encryption keys of Google Cloud KMS, by its REST API. Google's own credentials library says
 * who is calling; its classes are loaded when a key is opened.
 */
@NullMarked
package dev.holdfast.token.encryption.gcp;

import org.jspecify.annotations.NullMarked;
