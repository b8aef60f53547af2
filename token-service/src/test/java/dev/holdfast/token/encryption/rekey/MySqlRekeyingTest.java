package dev.holdfast.token.encryption.rekey;

import dev.holdfast.testsupport.EnabledIfDocker;
import dev.holdfast.testsupport.TestDatabase;

@EnabledIfDocker
class MySqlRekeyingTest extends RekeyingContract {

  @Override
  TestDatabase database() {
    return TestDatabase.mySql();
  }
}
