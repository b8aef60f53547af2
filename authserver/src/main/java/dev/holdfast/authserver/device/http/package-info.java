/** The device's endpoint and the person's pages. */
@NullMarked
package dev.holdfast.authserver.device.http;

import org.jspecify.annotations.NullMarked;
