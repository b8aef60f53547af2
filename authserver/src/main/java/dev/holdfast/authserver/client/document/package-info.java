/**
 * Clients whose id is the address of a document that describes them (OAuth Client ID Metadata
 * Document). The document is fetched when the client appears, kept as long as its server lets us
 * within bounds, and outlives a failure of that server for a while.
 */
@NullMarked
package dev.holdfast.authserver.client.document;

import org.jspecify.annotations.NullMarked;
