/** What services must know about addresses before they connect to them. */
@NullMarked
package dev.holdfast.network;

import org.jspecify.annotations.NullMarked;
