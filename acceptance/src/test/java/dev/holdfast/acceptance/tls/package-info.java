/** The services among themselves by TLS, with a certificate each. */
@NullMarked
package dev.holdfast.acceptance.tls;

import org.jspecify.annotations.NullMarked;
