/**
 * The mcp-gateway beside native proxies: the same call of a tool to the same static upstream.
 *
 * <p>{@link dev.holdfast.bench.gateway.GatewayCommand} starts one {@link
 * dev.holdfast.bench.gateway.Contender} after the other and has {@link
 * dev.holdfast.bench.gateway.Wrk} load each. Proxy and load have processors of their own ({@link
 * dev.holdfast.bench.gateway.Cores}).
 */
@NullMarked
package dev.holdfast.bench.gateway;

import org.jspecify.annotations.NullMarked;
