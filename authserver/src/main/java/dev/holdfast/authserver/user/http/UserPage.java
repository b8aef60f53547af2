package dev.holdfast.authserver.user.http;

import dev.holdfast.authserver.user.User;
import dev.holdfast.authserver.user.Users;
import io.micronaut.serde.annotation.Serdeable;
import java.nio.charset.StandardCharsets;
import java.util.Base64;
import java.util.List;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/**
 * Some of the users, in the order of their user names.
 *
 * @param users the users
 * @param next what to send as {@code after} for those that follow; absent at the end
 */
@Serdeable
record UserPage(List<UserView> users, @Nullable String next) {

  /**
   * Reads a page.
   *
   * @param after the cursor of the page before; empty for the first page
   * @param search how the user names begin
   * @return empty if the cursor is none of ours
   */
  static Optional<UserPage> read(Users users, String after, String search, int limit) {
    return decoded(after).map(last -> page(users.page(last, pattern(search), limit + 1), limit));
  }

  private static UserPage page(List<User> found, int limit) {
    List<User> shown = found.subList(0, Math.min(limit, found.size()));
    String next = found.size() > limit ? encoded(shown.getLast().username()) : null;
    return new UserPage(shown.stream().map(UserView::of).toList(), next);
  }

  private static String pattern(String prefix) {
    return prefix.replace("!", "!!").replace("%", "!%").replace("_", "!_") + '%';
  }

  private static String encoded(String username) {
    return Base64.getUrlEncoder()
        .withoutPadding()
        .encodeToString(username.getBytes(StandardCharsets.UTF_8));
  }

  private static Optional<String> decoded(String cursor) {
    try {
      return Optional.of(new String(Base64.getUrlDecoder().decode(cursor), StandardCharsets.UTF_8));
    } catch (IllegalArgumentException e) {
      return Optional.empty();
    }
  }
}
