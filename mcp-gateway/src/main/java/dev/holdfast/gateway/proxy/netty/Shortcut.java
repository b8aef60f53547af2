package dev.holdfast.gateway.proxy.netty;

import dev.holdfast.gateway.proxy.http.Beginning;
import dev.holdfast.gateway.proxy.http.Toll;
import dev.holdfast.gateway.upstream.Attempt;
import io.netty.channel.ChannelDuplexHandler;
import io.netty.channel.ChannelHandlerContext;
import io.netty.channel.ChannelPromise;
import io.netty.handler.codec.http.HttpContent;
import io.netty.handler.codec.http.HttpObject;
import io.netty.handler.codec.http.HttpRequest;
import io.netty.handler.codec.http.HttpResponse;
import io.netty.handler.codec.http.HttpStatusClass;
import io.netty.handler.codec.http.LastHttpContent;
import io.netty.util.ReferenceCountUtil;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Deque;
import java.util.List;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/**
 * Decides for each request of a connection which way it goes. One request goes the short way at a
 * time, and none while the framework still owes an answer, so that answers keep their order. None
 * begins while the client has not taken what it was answered before, or answers that nobody reads
 * would pile up.
 */
final class Shortcut extends ChannelDuplexHandler {

  private final Passages passages;

  /** A request that is not complete yet, or goes the short way and may have to go the long one. */
  private final List<HttpObject> held = new ArrayList<>(2);

  /** What came while nothing could begin. */
  private final Deque<Object> later = new ArrayDeque<>(1);

  private @Nullable Passage passage;
  private @Nullable ChannelPromise closing;
  private Toll toll = new Toll();
  private int heldBytes;
  private int owed;
  private boolean onLongWay;
  private boolean readWanted;
  private boolean goingOn;

  Shortcut(Passages passages) {
    this.passages = passages;
  }

  @Override
  public void channelRead(ChannelHandlerContext context, Object message) {
    if (later.isEmpty() && mayTake(context, message)) {
      take(context, message);
    } else {
      later.add(message);
    }
  }

  // It also reads on while an answer is awaited, to notice a client that hangs up.
  @Override
  public void read(ChannelHandlerContext context) {
    if (later.isEmpty()) {
      context.read();
    } else {
      readWanted = true;
    }
  }

  @Override
  public void write(ChannelHandlerContext context, Object message, ChannelPromise promise) {
    boolean interim =
        message instanceof HttpResponse response
            && response.status().codeClass() == HttpStatusClass.INFORMATIONAL;
    if (message instanceof LastHttpContent && !interim) {
      owed--;
    }
    var _ = context.write(message, promise);
  }

  // The framework knows of no request, but there is one to be answered.
  @Override
  public void close(ChannelHandlerContext context, ChannelPromise promise) {
    if (passage == null) {
      var _ = context.close(promise);
    } else {
      closing = promise;
    }
  }

  @Override
  public void channelWritabilityChanged(ChannelHandlerContext context) {
    if (passage != null) {
      passage.hold(!context.channel().isWritable());
    }
    context.fireChannelWritabilityChanged();
    goOn(context);
  }

  @Override
  public void channelInactive(ChannelHandlerContext context) {
    Passage left = passage;
    passage = null;
    if (left != null) {
      left.clientLeft();
    }
    drop();
    context.fireChannelInactive();
  }

  @Override
  public void handlerRemoved(ChannelHandlerContext context) {
    drop();
  }

  /** Whether the connection ends with the answer under way. */
  boolean isClosing() {
    return closing != null;
  }

  /** The answer is on its way to the client, whole. */
  void passed(ChannelHandlerContext context, boolean last) {
    passage = null;
    release(held);
    if (closing != null) {
      var _ = context.close(closing);
    } else if (last) {
      var _ = context.close();
    } else {
      goOn(context);
    }
  }

  /** The answer is not usual. */
  void takeLongWay(ChannelHandlerContext context, Attempt made, PassageTrace trace) {
    passage = null;
    trace.handOver((HttpRequest) held.getFirst());
    takeLongWay(context, new Beginning(toll, Optional.of(made), false));
    context.fireChannelReadComplete();
    goOn(context);
  }

  /** It was cut before its answer began: the long way tells the client why. */
  void takeLongWayCut(ChannelHandlerContext context, PassageTrace trace) {
    passage = null;
    trace.handOver((HttpRequest) held.getFirst());
    takeLongWay(context, new Beginning(toll, Optional.empty(), true));
    context.fireChannelReadComplete();
    goOn(context);
  }

  /** The answer can be no longer completed. */
  void broken(ChannelHandlerContext context) {
    passage = null;
    var _ = context.close();
  }

  private boolean mayTake(ChannelHandlerContext context, Object message) {
    boolean begins = message instanceof HttpRequest;
    return passage == null && (!begins || context.channel().isWritable());
  }

  private void take(ChannelHandlerContext context, Object message) {
    if (message instanceof HttpRequest request && !onLongWay && held.isEmpty()) {
      if (owed == 0 && passages.isCandidate(request)) {
        hold(context, request);
      } else {
        owed++;
        onLongWay = true;
        pass(context, message);
      }
    } else if (!held.isEmpty() && message instanceof HttpContent piece) {
      hold(context, piece);
    } else {
      pass(context, message);
    }
  }

  private void hold(ChannelHandlerContext context, HttpObject part) {
    held.add(part);
    if (part instanceof HttpContent piece) {
      heldBytes += piece.content().readableBytes();
    }
    if (part instanceof LastHttpContent) {
      begin(context);
    } else if (heldBytes > Passages.LARGEST) {
      toll = new Toll();
      takeLongWay(context, new Beginning(toll));
    }
  }

  private void begin(ChannelHandlerContext context) {
    heldBytes = 0;
    toll = new Toll();
    passage = passages.begin(this, context, held, toll);
    if (passage == null) {
      takeLongWay(context, new Beginning(toll));
    }
  }

  private void takeLongWay(ChannelHandlerContext context, Beginning beginning) {
    List<HttpObject> request = List.copyOf(held);
    beginning.handTo(context.channel(), (HttpRequest) request.getFirst());
    held.clear();
    heldBytes = 0;
    owed++;
    onLongWay = true;
    request.forEach(part -> pass(context, part));
  }

  private void pass(ChannelHandlerContext context, Object message) {
    if (message instanceof LastHttpContent) {
      onLongWay = false;
    }
    context.fireChannelRead(message);
  }

  private void goOn(ChannelHandlerContext context) {
    // What is taken may write, and so change whether the client can take more.
    if (later.isEmpty() || goingOn) {
      return;
    }
    goingOn = true;
    boolean taken = false;
    try {
      while (!later.isEmpty() && mayTake(context, later.element())) {
        take(context, later.remove());
        taken = true;
      }
    } finally {
      goingOn = false;
    }
    if (taken && passage == null) {
      context.fireChannelReadComplete();
    }
    if (later.isEmpty() && readWanted) {
      readWanted = false;
      context.read();
    }
  }

  private void drop() {
    release(held);
    later.forEach(ReferenceCountUtil::release);
    later.clear();
  }

  private static void release(List<HttpObject> parts) {
    parts.forEach(ReferenceCountUtil::release);
    parts.clear();
  }
}
