/**
 * Authserver and token-service beside Keycloak: the same load, the same database server, figures
 * for each second of server CPU time.
 *
 * <p>{@link dev.holdfast.bench.authserver.AuthserverCommand} starts one {@link
 * dev.holdfast.bench.authserver.Contender} after the other and gives each the same work.
 */
@NullMarked
package dev.holdfast.bench.authserver;

import org.jspecify.annotations.NullMarked;
