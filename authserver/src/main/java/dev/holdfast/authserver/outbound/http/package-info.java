/** Requests to clients' addresses with Apache's HTTP client, whose name resolution can be ours. */
@NullMarked
package dev.holdfast.authserver.outbound.http;

import org.jspecify.annotations.NullMarked;
