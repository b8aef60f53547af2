/**
 * What the tests of this module share: a running authserver, the people at their browsers,
 * operators and clients that talk to it over HTTP, and the parties beyond it.
 */
@NullMarked
package dev.holdfast.authserver.harness;

import org.jspecify.annotations.NullMarked;
