/** What a person has allowed a client, per resource. */
@NullMarked
package dev.holdfast.authserver.consent;

import org.jspecify.annotations.NullMarked;
