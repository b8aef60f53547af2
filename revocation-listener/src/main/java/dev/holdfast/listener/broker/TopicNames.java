package dev.holdfast.listener.broker;

import dev.holdfast.contracts.events.Topics;
import io.micronaut.context.annotation.ConfigurationProperties;
import io.micronaut.core.bind.annotation.Bindable;
import jakarta.validation.constraints.NotBlank;

/**
 * Where to read and write, for clusters with naming rules of their own.
 *
 * @param identity identity events come from here
 * @param audit decisions go here
 * @param deadLetters records nobody can handle go here
 */
@ConfigurationProperties("holdfast.listener.topics")
public record TopicNames(
    @Bindable(defaultValue = Topics.IDENTITY) @NotBlank String identity,
    @Bindable(defaultValue = Topics.AUDIT) @NotBlank String audit,
    @Bindable(defaultValue = Topics.IDENTITY_DLT) @NotBlank String deadLetters) {}
