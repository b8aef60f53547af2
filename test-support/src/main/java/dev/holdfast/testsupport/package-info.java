/**
 * What several modules test with: databases, brokers, a clock, races and architecture rules.
 *
 * <p>{@link dev.holdfast.testsupport.TestDatabase} and {@link dev.holdfast.testsupport.TestBroker}
 * hand out real servers, one of each kind per JVM: in containers when a Docker engine answers,
 * embedded ones otherwise.
 */
@NullMarked
package dev.holdfast.testsupport;

import org.jspecify.annotations.NullMarked;
