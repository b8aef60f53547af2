/** The reference of settings in {@code docs/settings.md}, made from what the modules declare. */
@NullMarked
package dev.holdfast.testsupport.settings;

import org.jspecify.annotations.NullMarked;
