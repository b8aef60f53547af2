/** The images and the compose project, on a real engine. */
@NullMarked
package dev.holdfast.acceptance.compose;

import org.jspecify.annotations.NullMarked;
