package dev.holdfast.token.grants;

import dev.holdfast.testsupport.TestDatabase;

class MariaDbGrantStoreTest extends GrantStoreContract {

  @Override
  TestDatabase database() {
    return TestDatabase.mariaDb();
  }
}
