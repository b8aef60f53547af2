package dev.holdfast.token;

import static org.assertj.core.api.Assertions.assertThat;

import dev.holdfast.testsupport.TestDatabase;
import dev.holdfast.token.grants.Grants;
import io.micronaut.context.ApplicationContext;
import io.micronaut.data.annotation.Query;
import io.micronaut.data.annotation.Repository;
import io.micronaut.inject.BeanDefinition;
import java.lang.reflect.Field;
import java.lang.reflect.Modifier;
import java.nio.file.Path;
import java.sql.Connection;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.ArrayList;
import java.util.List;
import java.util.Objects;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestInstance;
import org.junit.jupiter.api.io.TempDir;

/** Every statement of every repository finds its rows by an index, on every database. */
@TestInstance(TestInstance.Lifecycle.PER_CLASS)
abstract class StatementsContract {

  private static final int ROWS = 3_000;

  /** Does for texts, instants, numbers and hashes. */
  private static final String SAMPLE = "'2026-07-01 10:00:00'";

  private static final String PARAMETER = ":\\w+|\\?";

  private TokenServer server;

  abstract TestDatabase database();

  @BeforeAll
  void start(@TempDir Path keys) throws SQLException {
    server = TokenServer.start(database().newSchema(), keys);
    Grants grants = server.get(Grants.class);
    IntStream.range(0, ROWS)
        .forEach(
            _ ->
                grants.issue(
                    GrantRequests.refreshable(
                        server.someone(), "console", server.clock().instant())));
    run("ANALYZE TABLE grants, outbox");
  }

  @AfterAll
  void stop() {
    server.close();
  }

  @Test
  void noStatementReadsAWholeTable() throws SQLException {
    assertThat(handWritten()).hasSizeGreaterThan(1);
    List<String> statements = statements();
    assertThat(statements).hasSizeGreaterThan(20);

    List<String> scans = new ArrayList<>();
    for (String statement : statements) {
      scans.addAll(scans(statement));
    }
    assertThat(scans).isEmpty();
  }

  private List<String> statements() {
    return Stream.concat(queries(), handWritten())
        .filter(sql -> !sql.startsWith("INSERT") && !sql.startsWith("REPLACE"))
        .toList();
  }

  private Stream<String> queries() {
    return server.get(ApplicationContext.class).getAllBeanDefinitions().stream()
        .filter(bean -> bean.hasStereotype(Repository.class))
        // Changing all users' keys goes through all of them, in portions.
        .filter(bean -> !bean.getName().contains(".rekey."))
        .flatMap(StatementsContract::queries);
  }

  private static Stream<String> queries(BeanDefinition<?> repository) {
    return repository.getExecutableMethods().stream()
        // Goes through all grants that have not ended, once for all replicas.
        .filter(
            method ->
                !(repository.getName().contains("CensusRows")
                    && method.getMethodName().equals("count")))
        .flatMap(method -> method.stringValue(Query.class).stream());
  }

  /** Those that Micronaut Data does not see: constants of what talks to the database itself. */
  private Stream<String> handWritten() {
    return server.get(ApplicationContext.class).getAllBeanDefinitions().stream()
        .map(BeanDefinition::getBeanType)
        .filter(type -> type.getPackageName().endsWith(".jdbc"))
        .distinct()
        .flatMap(type -> Stream.of(type.getDeclaredFields()))
        .filter(field -> Modifier.isStatic(field.getModifiers()) && field.getType() == String.class)
        .map(StatementsContract::text)
        .filter(text -> text.matches("(?s)(SELECT|UPDATE|DELETE) .*"));
  }

  private static String text(Field constant) {
    try {
      constant.setAccessible(true);
      return (String) Objects.requireNonNull(constant.get(null));
    } catch (IllegalAccessException e) {
      throw new AssertionError(e);
    }
  }

  /** The steps of a statement's plan that have no index to use, or go through a large table. */
  private List<String> scans(String sql) throws SQLException {
    String sample = sql.replaceAll("LIMIT (:\\w+|\\?)", "LIMIT 10").replaceAll(PARAMETER, SAMPLE);
    List<String> scans = new ArrayList<>();
    try (Connection connection = server.schema().dataSource().getConnection();
        Statement statement = connection.createStatement()) {
      // The sample is no number; that is no error where nothing is strict.
      statement.execute("SET SESSION sql_mode = ''");
      ResultSet plan = statement.executeQuery("EXPLAIN FORMAT=TRADITIONAL " + sample);
      while (plan.next()) {
        String table = plan.getString("table");
        String type = plan.getString("type");
        // What stands in brackets was read by another step, which has a row of its own.
        if (table == null || type == null || table.startsWith("<")) {
          continue;
        }
        boolean usable = plan.getString("possible_keys") != null || plan.getString("key") != null;
        // An index is read in its order, and no further than the limit.
        boolean all = type.equals("ALL") || (type.equals("index") && !sql.contains("LIMIT"));
        boolean whole = all && plan.getLong("rows") > 99;
        if (whole || !usable) {
          scans.add(table + ": " + sql);
        }
      }
    }
    return scans;
  }

  private void run(String sql) throws SQLException {
    try (Connection connection = server.schema().dataSource().getConnection();
        Statement statement = connection.createStatement()) {
      statement.execute(sql);
    }
  }
}
