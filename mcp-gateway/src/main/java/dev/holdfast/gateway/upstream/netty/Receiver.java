package dev.holdfast.gateway.upstream.netty;

import dev.holdfast.gateway.upstream.UpstreamUnavailableException;
import io.netty.handler.codec.http.HttpContent;
import io.netty.handler.codec.http.HttpResponse;

/** Takes an answer while it comes, on one event loop. */
public interface Receiver {

  /** The head, once. */
  void head(HttpResponse head);

  /** A piece of the body, which is the receiver's to release; the last one says that it is. */
  void piece(HttpContent piece);

  /** For the moment there is no more. */
  void pause();

  /** There will be no more, and there should be. */
  void failed(UpstreamUnavailableException failure);
}
