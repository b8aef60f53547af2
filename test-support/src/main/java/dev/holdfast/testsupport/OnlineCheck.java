package dev.holdfast.testsupport;

import java.sql.Connection;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Locale;
import java.util.Set;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * Runs scripts and notes which statements would keep a service from its tables: a change of a table
 * that was there before the script and that the database does not make while others read and write
 * it, and a change of its rows that has no limit.
 */
final class OnlineCheck {

  private static final Pattern CHANGE_OF_TABLE =
      Pattern.compile(
          "(?is)(?:ALTER\\s+TABLE|(?:CREATE|DROP)\\s+(?:\\w+\\s+)*?INDEX\\s+\\w+\\s+ON)\\s+(\\w+).*");
  private static final Pattern CHANGE_OF_ROWS =
      Pattern.compile("(?is)(?:UPDATE|DELETE\\s+FROM|INSERT\\s.*SELECT\\s.*FROM)\\s+(\\w+).*");
  private static final Pattern LIMITED = Pattern.compile("(?is).*\\sLIMIT\\s+\\d+");
  private static final Pattern LOCK_GIVEN = Pattern.compile("(?is).*\\bLOCK\\s*=.*");

  /** In place, too: some databases copy a table without a lock, and with twice the work. */
  private static final String ONLINE = "ALGORITHM=INPLACE, LOCK=NONE";

  /** SQLSTATE, class 0A: feature not supported. */
  private static final String NOT_SUPPORTED = "0A";

  private final Connection connection;
  private final List<String> blocking = new ArrayList<>();

  OnlineCheck(Connection connection) {
    this.connection = connection;
  }

  /** Runs the statements of a script, whatever they are. */
  void run(List<String> script) throws SQLException {
    for (String statement : script) {
      execute(statement);
    }
  }

  /** Runs the statements of a script, and looks at each. */
  void check(List<String> script) throws SQLException {
    Set<String> present = tables();
    for (String statement : script) {
      check(statement, present);
    }
  }

  /** The statements that were found. */
  List<String> blocking() {
    return List.copyOf(blocking);
  }

  private void check(String statement, Set<String> present) throws SQLException {
    Matcher table = CHANGE_OF_TABLE.matcher(statement);
    if (table.matches() && present.contains(name(table))) {
      runOnline(statement);
      return;
    }
    Matcher rows = CHANGE_OF_ROWS.matcher(statement);
    if (rows.matches() && present.contains(name(rows)) && !LIMITED.matcher(statement).matches()) {
      blocking.add(statement);
    }
    execute(statement);
  }

  private void runOnline(String statement) throws SQLException {
    if (LOCK_GIVEN.matcher(statement).matches()) {
      execute(statement);
      return;
    }
    boolean alter = statement.regionMatches(true, 0, "ALTER", 0, "ALTER".length());
    try {
      execute(statement + (alter ? ", " + ONLINE : " " + ONLINE.replace(",", "")));
    } catch (SQLException e) {
      if (e.getSQLState() == null || !e.getSQLState().startsWith(NOT_SUPPORTED)) {
        throw e;
      }
      blocking.add(statement);
      execute(statement);
    }
  }

  private void execute(String statement) throws SQLException {
    try (Statement sql = connection.createStatement()) {
      sql.execute(statement);
    }
  }

  private Set<String> tables() throws SQLException {
    Set<String> names = new HashSet<>();
    try (Statement sql = connection.createStatement();
        var rows = sql.executeQuery("SHOW TABLES")) {
      while (rows.next()) {
        names.add(rows.getString(1).toLowerCase(Locale.ROOT));
      }
    }
    return names;
  }

  private static String name(Matcher found) {
    return found.group(1).toLowerCase(Locale.ROOT);
  }
}
