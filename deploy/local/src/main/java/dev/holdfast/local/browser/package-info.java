/**
 * A scripted browser for the sign-in pages: no script, no rendering, but cookies, redirects and
 * forms as a real one treats them.
 *
 * <p>{@link dev.holdfast.local.browser.Browser} opens a {@link dev.holdfast.local.browser.Page},
 * whose {@link dev.holdfast.local.browser.Form} is filled in and submitted for the next page.
 */
@NullMarked
package dev.holdfast.local.browser;

import org.jspecify.annotations.NullMarked;
