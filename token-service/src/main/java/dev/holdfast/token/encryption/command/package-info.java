/** Commands that change users' keys, beside the running services and on their configuration. */
@NullMarked
package dev.holdfast.token.encryption.command;

import org.jspecify.annotations.NullMarked;
