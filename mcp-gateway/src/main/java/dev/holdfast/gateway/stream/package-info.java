/**
 * What keeps a streaming answer in order between upstream and client: keep-alives while it is
 * silent, its end when the gateway stops, and what becomes of it when the client hangs up.
 */
@NullMarked
package dev.holdfast.gateway.stream;

import org.jspecify.annotations.NullMarked;
