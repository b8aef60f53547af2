package dev.holdfast.token.grants.jdbc;

import dev.holdfast.token.grants.Census;
import dev.holdfast.token.grants.Censuses;
import jakarta.inject.Singleton;
import java.time.Instant;
import java.util.Optional;

@Singleton
final class JdbcCensuses implements Censuses {

  private final CensusRows rows;

  JdbcCensuses(CensusRows rows) {
    this.rows = rows;
  }

  @Override
  public boolean begin(Instant before, Instant now) {
    return rows.begin(before, now) == 1;
  }

  @Override
  public Census count(Instant now) {
    return rows.count(now).census();
  }

  @Override
  public void tell(Census census) {
    rows.tell(census.grants(), census.subjects(), census.oldest());
  }

  @Override
  public Optional<Census> last() {
    return rows.last().map(CensusRow::census);
  }
}
