package dev.holdfast.token;

import dev.holdfast.testsupport.TestDatabase;

class MariaDbStatementsTest extends StatementsContract {

  @Override
  TestDatabase database() {
    return TestDatabase.mariaDb();
  }
}
