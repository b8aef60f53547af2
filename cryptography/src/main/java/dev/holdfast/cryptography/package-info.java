/**
 * Puts a native provider before the JDK's own, once for a process and before its first key is
 * loaded. Nobody calls it: Micronaut finds it when an application starts.
 */
@NullMarked
package dev.holdfast.cryptography;

import org.jspecify.annotations.NullMarked;
