package dev.holdfast.token;

import dev.holdfast.testsupport.EnabledIfDocker;
import dev.holdfast.testsupport.TestDatabase;

@EnabledIfDocker
class MySqlStatementsTest extends StatementsContract {

  @Override
  TestDatabase database() {
    return TestDatabase.mySql();
  }
}
