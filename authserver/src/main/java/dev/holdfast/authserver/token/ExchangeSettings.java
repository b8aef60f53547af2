package dev.holdfast.authserver.token;

import io.micronaut.context.annotation.ConfigurationProperties;
import io.micronaut.context.annotation.Context;
import io.micronaut.core.bind.annotation.Bindable;
import java.util.List;

/**
 * Who may exchange tokens for what.
 *
 * @param impersonating the clients that may act as the person without a trace; every other client
 *     must present a token of its own as the actor
 */
@Context
@ConfigurationProperties("holdfast.authserver.exchange")
record ExchangeSettings(@Bindable(defaultValue = "") List<String> impersonating) {}
