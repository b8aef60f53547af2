package dev.holdfast.token.epoch;

import dev.holdfast.testsupport.TestDatabase;

class MariaDbEpochStoreTest extends EpochStoreContract {

  @Override
  TestDatabase database() {
    return TestDatabase.mariaDb();
  }
}
