package dev.holdfast.authserver.refusal;

import io.micronaut.http.HttpRequest;
import java.util.regex.Pattern;

/** Where a person looks at the answer, so that errors are pages. */
final class PagesOfPeople {

  /** But what a page's script asks for. */
  private static final Pattern PATHS =
      Pattern.compile(
          "/(oauth2/authorize|login|consent|connect|account|logout|device|reset)"
              + "(/(?!.*options$).*)?");

  private PagesOfPeople() {}

  static boolean isAskedBy(HttpRequest<?> request) {
    return PATHS.matcher(request.getPath()).matches();
  }
}
