/**
 * What of a server may be used by whom: tools, prompts and resources that are let through, and the
 * scopes that tools need. Judged by the parsed message, in single endpoints and in the aggregate
 * alike.
 */
@NullMarked
package dev.holdfast.gateway.policy;

import org.jspecify.annotations.NullMarked;
