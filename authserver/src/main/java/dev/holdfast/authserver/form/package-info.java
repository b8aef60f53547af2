/** Between the HTTP server and the protocol library: forms in, answers out. */
@NullMarked
package dev.holdfast.authserver.form;

import org.jspecify.annotations.NullMarked;
