package dev.holdfast.authserver.harness;

import dev.holdfast.contracts.events.Decoded;
import dev.holdfast.contracts.events.Event;
import dev.holdfast.contracts.events.EventCodec;
import java.sql.Connection;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.ArrayList;
import java.util.List;

/** What waits in the outbox, oldest first. There is no broker, so nothing ever leaves it. */
public final class Published {

  private Published() {}

  public static List<Event> all() {
    List<Event> events = new ArrayList<>();
    try (Connection connection = Server.schema().dataSource().getConnection();
        Statement sql = connection.createStatement();
        ResultSet rows = sql.executeQuery("SELECT value FROM outbox ORDER BY seq")) {
      while (rows.next()) {
        if (new EventCodec().decode(rows.getBytes(1)) instanceof Decoded.Known(Event event)) {
          events.add(event);
        }
      }
    } catch (SQLException e) {
      throw new AssertionError(e);
    }
    return events;
  }

  /** What is about a user or client, of one kind. */
  public static <E extends Event> List<E> about(String subject, Class<E> type) {
    return all().stream()
        .filter(type::isInstance)
        .map(type::cast)
        .filter(event -> event.header().subject().subject().equals(subject))
        .toList();
  }
}
