/**
 * Users' tokens at upstream providers: consent, storage under the user's own key, and refresh by
 * one caller at a time however many replicas ask.
 */
@NullMarked
package dev.holdfast.token.connections;

import org.jspecify.annotations.NullMarked;
