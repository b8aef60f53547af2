/**
 * An issuer below a path ({@code https://host/tenant}). Everything inside is written as if the
 * issuer were at the root: requests lose the path before they are routed, redirects and pages get
 * it back on their way out. A proxy in front may leave the path in place or take it away itself.
 */
@NullMarked
package dev.holdfast.authserver.path;

import org.jspecify.annotations.NullMarked;
