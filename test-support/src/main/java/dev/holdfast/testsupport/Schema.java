package dev.holdfast.testsupport;

import com.mysql.cj.jdbc.MysqlDataSource;
import java.util.Map;
import javax.sql.DataSource;

/** An empty schema and the user that owns it. */
public record Schema(String jdbcUrl, String user, String password) {

  /** Connections without a pool: each is a new one. */
  public DataSource dataSource() {
    var source = new MysqlDataSource();
    source.setUrl(jdbcUrl);
    source.setUser(user);
    source.setPassword(password);
    return source;
  }

  /** The {@code default} data source of an application context. */
  public Map<String, String> micronautProperties() {
    return Map.of(
        "datasources.default.url", jdbcUrl,
        "datasources.default.username", user,
        "datasources.default.password", password,
        "datasources.default.driver-class-name", "com.mysql.cj.jdbc.Driver",
        "datasources.default.dialect", "MYSQL");
  }
}
