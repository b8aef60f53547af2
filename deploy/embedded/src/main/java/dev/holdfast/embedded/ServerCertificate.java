package dev.holdfast.embedded;

import java.nio.file.Path;

/**
 * With what a server speaks TLS, instead of plain text as it does without.
 *
 * @param certificate PEM: its certificate and what leads up to its authority
 * @param privateKey PEM: its key, in PKCS #8
 */
public record ServerCertificate(Path certificate, Path privateKey) {}
