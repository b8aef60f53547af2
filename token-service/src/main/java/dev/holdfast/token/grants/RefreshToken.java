package dev.holdfast.token.grants;

import com.google.crypto.tink.util.Bytes;
import dev.holdfast.contracts.secret.Secret;

/**
 * A refresh token that this service made, whether or not it still works.
 *
 * @param value the token
 * @param hash its keyed hash
 * @param gid its grant
 * @param generation its place in the rotation, counted from 0
 */
record RefreshToken(Secret value, Bytes hash, String gid, long generation) {}
