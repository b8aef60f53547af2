/** What registering, describing and deleting clients does to tokens. */
@NullMarked
package dev.holdfast.acceptance.client;

import org.jspecify.annotations.NullMarked;
