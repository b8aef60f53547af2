package dev.holdfast.token.grants;

import dev.holdfast.testsupport.EnabledIfDocker;
import dev.holdfast.testsupport.TestDatabase;

@EnabledIfDocker
class MySqlGrantStoreTest extends GrantStoreContract {

  @Override
  TestDatabase database() {
    return TestDatabase.mySql();
  }
}
