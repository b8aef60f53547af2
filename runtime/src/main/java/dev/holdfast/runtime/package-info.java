/** What every service needs where it runs, and no service is about: settings, TLS, logs, traces. */
@NullMarked
package dev.holdfast.runtime;

import org.jspecify.annotations.NullMarked;
