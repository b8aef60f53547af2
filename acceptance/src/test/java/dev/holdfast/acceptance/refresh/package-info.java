/** What token and refresh clients rely on: BEHAVIOURS E. */
@NullMarked
package dev.holdfast.acceptance.refresh;

import org.jspecify.annotations.NullMarked;
