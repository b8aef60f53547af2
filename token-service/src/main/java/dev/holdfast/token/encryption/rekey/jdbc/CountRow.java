package dev.holdfast.token.encryption.rekey.jdbc;

import dev.holdfast.token.encryption.KeyStage;
import io.micronaut.core.annotation.Introspected;

@Introspected
record CountRow(String kek, KeyStage stage, long users) {}
