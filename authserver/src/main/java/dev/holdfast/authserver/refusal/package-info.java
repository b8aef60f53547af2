/**
 * How requests are refused: OAuth errors in JSON, problems on the operators' API, passing trouble
 * to people as a page, the unexpected as a fixed text with a trace id.
 */
@NullMarked
package dev.holdfast.authserver.refusal;

import org.jspecify.annotations.NullMarked;
