package dev.holdfast.token.connections;

import dev.holdfast.testsupport.TestDatabase;

class MariaDbConnectionStoreTest extends ConnectionStoreContract {

  @Override
  TestDatabase database() {
    return TestDatabase.mariaDb();
  }
}
