/** The system that {@code docker compose} runs from {@code deploy/compose}, as a demo sees it. */
@NullMarked
package dev.holdfast.local.compose;

import org.jspecify.annotations.NullMarked;
