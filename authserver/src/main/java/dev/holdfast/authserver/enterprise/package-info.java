/**
 * Enterprise-managed authorization: an organisation's identity provider decides which client may
 * act for which of its people, and says so in an identity assertion (ID-JAG) that the client
 * exchanges here. No page is shown; the organisation has consented.
 */
@NullMarked
package dev.holdfast.authserver.enterprise;

import org.jspecify.annotations.NullMarked;
