package dev.holdfast.gateway.protocol;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.charset.StandardCharsets;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class EventsTest {

  @ParameterizedTest
  @CsvSource({
    "'',                                      ''",
    "'data: {}',                              ''",
    "'data: {}|',                             ''",
    "'data: {}||',                            '{}'",
    "'data:{}||',                             '{}'",
    "'data:  {}||',                           ' {}'",
    "'id: 1|event: message|data: a||',        'a'",
    "'data: a||data: b||',                    'b'",
    "'data: a||data: b|',                     'a'",
    "'data: a|data: b||',                     'a/b'",
    "'data: a||id: 2||',                      'a'",
    "': still here||data: a||: still here||', 'a'",
    "'|||data: a||||',                        'a'",
    "'data||dat: x||data: a||',               'a'",
  })
  void dataOfTheLastCompleteEvent(String stream, String data) {
    for (String end : new String[] {"\n", "\r\n"}) {
      byte[] bytes = stream.replace("|", end).getBytes(StandardCharsets.UTF_8);

      assertThat(new String(Events.data(bytes), StandardCharsets.UTF_8))
          .isEqualTo(data.replace('/', '\n'));
    }
  }
}
