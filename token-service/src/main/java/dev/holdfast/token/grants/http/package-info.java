/** The grants API. */
@NullMarked
package dev.holdfast.token.grants.http;

import org.jspecify.annotations.NullMarked;
