/** Dashboards, alerts and the runbook speak of what the services really show. */
@NullMarked
package dev.holdfast.acceptance.monitoring;

import org.jspecify.annotations.NullMarked;
