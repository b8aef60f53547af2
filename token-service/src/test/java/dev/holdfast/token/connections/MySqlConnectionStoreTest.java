package dev.holdfast.token.connections;

import dev.holdfast.testsupport.EnabledIfDocker;
import dev.holdfast.testsupport.TestDatabase;

@EnabledIfDocker
class MySqlConnectionStoreTest extends ConnectionStoreContract {

  @Override
  TestDatabase database() {
    return TestDatabase.mySql();
  }
}
