/** Which of the clients that the policy names are registered. */
@NullMarked
package dev.holdfast.listener.clients;

import org.jspecify.annotations.NullMarked;
