/**
 * Asks a server on this machine whether it is well. Nothing but sockets: it is started every few
 * seconds beside a service that wants the processor for itself.
 */
@NullMarked
package dev.holdfast.probe;

import org.jspecify.annotations.NullMarked;
