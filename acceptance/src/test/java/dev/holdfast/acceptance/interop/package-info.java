/**
 * Published OAuth clients, each as it is: discovery, registration, code, refresh, introspection.
 */
@NullMarked
package dev.holdfast.acceptance.interop;

import org.jspecify.annotations.NullMarked;
