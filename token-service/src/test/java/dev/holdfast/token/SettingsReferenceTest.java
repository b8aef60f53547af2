package dev.holdfast.token;

import dev.holdfast.testsupport.settings.SettingsReference;
import java.io.IOException;
import org.junit.jupiter.api.Test;

class SettingsReferenceTest {

  @Test
  void theReferenceTellsAllSettings() throws IOException {
    new SettingsReference("token-service").check();
  }
}
