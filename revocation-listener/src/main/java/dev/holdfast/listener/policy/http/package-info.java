/** Shows the effective policy to other services. */
@NullMarked
package dev.holdfast.listener.policy.http;

import org.jspecify.annotations.NullMarked;
