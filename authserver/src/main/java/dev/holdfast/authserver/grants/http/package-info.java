/** Grants over the token-service's HTTP API, with a service token signed here. */
@NullMarked
package dev.holdfast.authserver.grants.http;

import org.jspecify.annotations.NullMarked;
