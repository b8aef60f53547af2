package dev.holdfast.token.connections;

import java.lang.annotation.Retention;
import java.lang.annotation.RetentionPolicy;
import org.junit.jupiter.params.provider.CsvFileSource;

/** Once for each {@link FaultCase}. */
@Retention(RetentionPolicy.RUNTIME)
@CsvFileSource(
    resources = "/dev/holdfast/token/connections/provider-faults.csv",
    delimiter = '|',
    quoteCharacter = '~')
@interface FaultTable {}
