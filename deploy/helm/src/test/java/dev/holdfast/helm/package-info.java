/**
 * What the chart must hold to, whatever the values: rendered by Helm itself, read as Kubernetes
 * would.
 */
@NullMarked
package dev.holdfast.helm;

import org.jspecify.annotations.NullMarked;
