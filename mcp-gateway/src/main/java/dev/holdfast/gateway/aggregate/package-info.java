/**
 * Several servers as one. {@code Lists} asks all {@code Members} at once and makes one list of what
 * they tell, under the names of {@code Exposed}; a call goes to the one server its name belongs to.
 * What servers say by themselves comes as one stream ({@code MergedStreams}, one {@code
 * MemberStream} each), in which {@code Translation} gives things, and the ids of what is asked,
 * their names; by {@code ReturnAddresses} the client's answers go back. {@code Handshake} is what
 * the aggregate says of itself.
 */
@NullMarked
package dev.holdfast.gateway.aggregate;

import org.jspecify.annotations.NullMarked;
