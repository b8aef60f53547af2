/** The newest access epoch of each subject in the service's database. */
@NullMarked
package dev.holdfast.token.epoch.jdbc;

import org.jspecify.annotations.NullMarked;
