/**
 * The token-service alone, called as the other services call it, with few and with many grants in
 * its tables.
 *
 * <p>{@link dev.holdfast.bench.tokenservice.TokenServiceCommand} starts a {@link
 * dev.holdfast.bench.tokenservice.TokenService} that trusts a {@link
 * dev.holdfast.bench.issuer.StubIssuer}. A {@link dev.holdfast.bench.tokenservice.Population} is
 * made through the API; {@link dev.holdfast.bench.tokenservice.Tables} multiplies it by SQL.
 */
@NullMarked
package dev.holdfast.bench.tokenservice;

import org.jspecify.annotations.NullMarked;
