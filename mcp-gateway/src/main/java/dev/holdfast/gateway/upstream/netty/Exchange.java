package dev.holdfast.gateway.upstream.netty;

import dev.holdfast.gateway.server.McpServer;
import dev.holdfast.gateway.upstream.UpstreamUnavailableException;
import dev.holdfast.gateway.upstream.UpstreamUnavailableException.Stage;
import io.netty.channel.EventLoop;
import io.netty.handler.codec.http.FullHttpRequest;
import java.io.IOException;
import java.net.URI;
import java.time.Duration;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/** One request and its answer. Used on one event loop. */
public final class Exchange {

  private static final long NEVER = Long.MAX_VALUE;

  private final EventLoop loop;
  private final McpServer server;
  private final FullHttpRequest request;
  private final Receiver receiver;
  private final Set<Exchange> active;
  private @Nullable Connection connection;
  private long deadline;
  private boolean over;

  Exchange(
      EventLoop loop,
      McpServer server,
      FullHttpRequest request,
      Receiver receiver,
      Set<Exchange> active,
      Duration patience) {
    this.loop = loop;
    this.server = server;
    this.request = request;
    this.receiver = receiver;
    this.active = active;
    endWithin(patience);
    active.add(this);
  }

  /** Hangs up; the receiver hears no more. */
  public void abort() {
    if (!over) {
      end();
      if (connection == null) {
        request.release();
      } else {
        connection.close();
      }
    }
  }

  /** Reads no more for now, or goes on. */
  public void hold(boolean held) {
    if (!over && connection != null) {
      connection.hold(held);
    }
  }

  /** Gives up if it is not over by then. */
  public void endWithin(Duration patience) {
    deadline = loop.ticker().nanoTime() + patience.toNanos();
  }

  /** Whether nothing is to be done any more. */
  public boolean isOver() {
    return over;
  }

  McpServer server() {
    return server;
  }

  URI uri() {
    return server.url();
  }

  Receiver receiver() {
    return receiver;
  }

  /** Sends the request. */
  void on(Connection ready) {
    connection = ready;
    ready.send(this, request);
  }

  /** The head is there; from now on it takes as long as it takes. */
  void answered() {
    deadline = NEVER;
  }

  void end() {
    over = true;
    active.remove(this);
  }

  void fail(Stage stage, Throwable cause) {
    if (!over) {
      end();
      if (connection == null) {
        request.release();
      }
      receiver.failed(new UpstreamUnavailableException(stage, cause));
    }
  }

  /** Gives up if it is time to. */
  void look(long now) {
    if (deadline != NEVER && now - deadline >= 0) {
      Connection late = connection;
      fail(late == null ? Stage.CONNECTING : Stage.WAITING, new IOException("too late"));
      if (late != null) {
        late.close();
      }
    }
  }
}
