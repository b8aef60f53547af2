/**
 * What an MCP client does, step by step, so that a test can leave a step out or do it wrong.
 *
 * <p>{@link dev.holdfast.local.client.Discovery} goes from a 401 to the authorization server,
 * {@link dev.holdfast.local.client.Registration} makes a client there, {@link
 * dev.holdfast.local.client.AuthorizationAttempt} is one trip of the browser, {@link
 * dev.holdfast.local.client.OAuthClient} ties them together and keeps tokens coming, and {@link
 * dev.holdfast.local.client.McpSession} speaks MCP with them.
 */
@NullMarked
package dev.holdfast.local.client;

import org.jspecify.annotations.NullMarked;
