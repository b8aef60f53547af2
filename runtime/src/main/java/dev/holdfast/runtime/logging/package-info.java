/**
 * What services log, and how: one line of text for people, or one JSON object for programs. {@link
 * dev.holdfast.runtime.logging.Redaction} is the last line of defence in both: code does not log
 * secrets, but frameworks quote what they were sent.
 *
 * <p>A service's {@code logback.xml} sets {@code service} and includes {@code logging.xml} of this
 * package.
 */
@NullMarked
package dev.holdfast.runtime.logging;

import org.jspecify.annotations.NullMarked;
