/**
 * Changes all users' keys while services run. A run is a row with the instant it began: keys older
 * than that are due, so a run that was interrupted goes on where it was, several processes may be
 * at one, and nothing is done twice that matters. A re-wrap puts the data keys under the primary
 * key-encryption key; a re-encryption gives each user a new data key, moves the user's records, and
 * drops the old one after a grace.
 */
@NullMarked
package dev.holdfast.token.encryption.rekey;

import org.jspecify.annotations.NullMarked;
