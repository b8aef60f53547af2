/** What services are told: settings whose values are in files, and what is wrong with settings. */
@NullMarked
package dev.holdfast.runtime.settings;

import org.jspecify.annotations.NullMarked;
