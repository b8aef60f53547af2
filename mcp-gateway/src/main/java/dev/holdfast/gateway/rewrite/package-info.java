/**
 * Changes the one result inside an answer, whether it comes as JSON or as an event of a stream.
 * Everything else passes as it was, as soon as it has come.
 */
@NullMarked
package dev.holdfast.gateway.rewrite;

import org.jspecify.annotations.NullMarked;
