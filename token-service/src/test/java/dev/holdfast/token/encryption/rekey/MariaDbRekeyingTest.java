package dev.holdfast.token.encryption.rekey;

import dev.holdfast.testsupport.TestDatabase;

class MariaDbRekeyingTest extends RekeyingContract {

  @Override
  TestDatabase database() {
    return TestDatabase.mariaDb();
  }
}
