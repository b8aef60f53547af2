package dev.holdfast.gateway.proxy.http;

import dev.holdfast.gateway.identity.Caller;
import dev.holdfast.gateway.protocol.Message;
import dev.holdfast.gateway.server.McpServer;
import io.micronaut.http.HttpHeaders;

/** What a known caller asks of a server. */
@SuppressWarnings("ArrayRecordComponent") // Never compared.
record Claim(
    McpServer server,
    Caller caller,
    String method,
    HttpHeaders headers,
    byte[] body,
    Message message) {}
