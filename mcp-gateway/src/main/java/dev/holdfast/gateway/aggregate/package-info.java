/**
 * Several servers as one. {@code Lists} asks all {@code Members} at once and makes one list of what
 * they tell, under the names of {@code Exposed}; a call goes to the one server its name belongs to.
 * {@code Handshake} is what the aggregate says of itself.
 */
@NullMarked
package dev.holdfast.gateway.aggregate;

import org.jspecify.annotations.NullMarked;
