package dev.holdfast.token.epoch;

import dev.holdfast.testsupport.EnabledIfDocker;
import dev.holdfast.testsupport.TestDatabase;

@EnabledIfDocker
class MySqlEpochStoreTest extends EpochStoreContract {

  @Override
  TestDatabase database() {
    return TestDatabase.mySql();
  }
}
