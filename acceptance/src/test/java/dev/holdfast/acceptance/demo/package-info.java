/** The demo's own stories. */
@NullMarked
package dev.holdfast.acceptance.demo;

import org.jspecify.annotations.NullMarked;
