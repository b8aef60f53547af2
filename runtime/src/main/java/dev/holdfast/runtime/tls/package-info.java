/**
 * TLS between processes: which certificate this one shows and whom it believes, from PEM files that
 * may be renewed while it runs.
 *
 * <p>{@link dev.holdfast.runtime.tls.TlsSettings} names the files, {@link
 * dev.holdfast.runtime.tls.Tls} holds what is in them now, {@link dev.holdfast.runtime.tls.Renewal}
 * looks at them again. Whoever makes a client takes its {@code SSLContext} from {@code Tls}, once:
 * what is renewed counts from the next handshake on.
 */
@NullMarked
package dev.holdfast.runtime.tls;

import org.jspecify.annotations.NullMarked;
