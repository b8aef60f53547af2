/** The services among themselves, with their database and their broker, on TLS. */
@NullMarked
package dev.holdfast.acceptance.tls;

import org.jspecify.annotations.NullMarked;
