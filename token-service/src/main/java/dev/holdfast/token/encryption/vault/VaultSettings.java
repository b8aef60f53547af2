package dev.holdfast.token.encryption.vault;

import dev.holdfast.contracts.secret.Secret;
import io.micronaut.context.annotation.ConfigurationProperties;
import io.micronaut.core.bind.annotation.Bindable;
import java.nio.file.Path;
import org.jspecify.annotations.Nullable;

/**
 * How Vault is reached.
 *
 * @param token proves who is calling
 * @param tokenFile holds the token instead, read for each call, so that an agent may renew it
 * @param namespace of Vault Enterprise
 * @param plainHttp whether to speak without TLS, for a Vault on the same machine
 */
@ConfigurationProperties("holdfast.token.keys.vault")
record VaultSettings(
    @Nullable Secret token,
    @Nullable Path tokenFile,
    @Nullable String namespace,
    @Bindable(defaultValue = "false") boolean plainHttp) {}
