package dev.holdfast.sample;

import jakarta.servlet.FilterChain;
import jakarta.servlet.ServletException;
import jakarta.servlet.http.HttpFilter;
import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletResponse;
import java.io.IOException;

/**
 * Sends the headers of a listening stream at once. The SDK leaves them in the buffer until its
 * first message, so that a proxy could not tell an open stream from a hanging server.
 */
final class PromptStreamFilter extends HttpFilter {
  private static final long serialVersionUID = 1L;

  @Override
  protected void doFilter(
      HttpServletRequest request, HttpServletResponse response, FilterChain chain)
      throws IOException, ServletException {
    chain.doFilter(request, response);
    if ("GET".equals(request.getMethod()) && request.isAsyncStarted()) {
      response.flushBuffer();
    }
  }
}
