package dev.holdfast.authserver.page;

import static org.assertj.core.api.Assertions.assertThat;

import dev.holdfast.authserver.harness.Browser;
import dev.holdfast.authserver.harness.OAuthClient;
import dev.holdfast.authserver.harness.Person;
import dev.holdfast.authserver.harness.Replica;
import dev.holdfast.authserver.harness.Server;
import java.net.http.HttpResponse;
import java.util.List;
import java.util.Map;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/** What every page owes to people who do not see it, do not use a mouse, or are being tricked. */
class PagesTest {

  private static final Pattern INPUT = Pattern.compile("<input (?!type=\"hidden\")[^>]*>");
  private static final Pattern BUTTON = Pattern.compile("<button [^>]*>([^<]+)</button>");
  private static final Pattern ID = Pattern.compile(" id=\"([^\"]+)\"");
  private static final Pattern REFERENCE =
      Pattern.compile(" aria-(?:labelledby|describedby)=\"([^\"]+)\"");
  private static final Pattern HEADING = Pattern.compile("<h([1-6])[ >]");

  static Stream<HttpResponse<String>> pages() {
    Person person = Person.fresh();
    HttpResponse<String> login = person.ask(Person.request("portal"));
    HttpResponse<String> refused = person.browser().login(login, person.username(), "wrong");
    HttpResponse<String> consent =
        person.browser().login(login, person.username(), Person.PASSWORD);
    person.browser().decide(consent, "allow");
    person.elsewhere().tokens("console");
    return Stream.of(
        login,
        refused,
        consent,
        get(person, "/account"),
        get(person, "/account/password"),
        get(person, "/logout"),
        get(new Person("nobody", new Browser()), "/logout"),
        get(person, "/device"),
        get(person, "/oauth2/authorize?client_id=unheard-of"));
  }

  @Test
  void passingTroubleIsAPageForPeople() {
    Person person = Person.fresh();
    person.code("portal");
    String cookies =
        person.browser().cookies.entrySet().stream()
            .map(cookie -> cookie.getKey() + '=' + cookie.getValue())
            .collect(Collectors.joining("; "));
    String request = "/oauth2/authorize?" + Browser.encode(OAuthClient.authorization());
    try (var replica = Replica.with(Map.of())) {
      replica.takeDatabaseAway();

      for (String path : List.of(request, "/account", "/logout")) {
        HttpResponse<String> page = replica.get(path, "Cookie", cookies);
        assertThat(page.statusCode()).as(path).isEqualTo(503);
        assertThat(page.headers().firstValue("Content-Type").orElse("")).startsWith("text/html");
        assertThat(page.headers().firstValue("Retry-After")).isPresent();
      }
    }
  }

  @ParameterizedTest
  @MethodSource("pages")
  void hasALanguageATitleOneMainPartAndOneMainHeading(HttpResponse<String> page) {
    assertThat(page.body())
        .contains("<html lang=\"en\">", "<meta name=\"viewport\"")
        .containsPattern("<title>[^<]+</title>")
        .containsOnlyOnce("<main>")
        .containsOnlyOnce("<h1>");
  }

  @ParameterizedTest
  @MethodSource("pages")
  void namesEveryFieldAndEveryButton(HttpResponse<String> page) {
    for (String input : all(INPUT, page)) {
      Matcher id = ID.matcher(input);
      assertThat(id.find()).as(input).isTrue();
      assertThat(page.body()).contains("<label for=\"" + id.group(1) + "\">");
    }
    assertThat(all(BUTTON, page)).allSatisfy(button -> assertThat(button).isNotBlank());
  }

  @ParameterizedTest
  @MethodSource("pages")
  void refersOnlyToWhatIsThereAndOnce(HttpResponse<String> page) {
    List<String> ids = ID.matcher(page.body()).results().map(found -> found.group(1)).toList();

    assertThat(ids).doesNotHaveDuplicates();
    assertThat(REFERENCE.matcher(page.body()).results().map(found -> found.group(1)))
        .isSubsetOf(ids);
  }

  @ParameterizedTest
  @MethodSource("pages")
  void skipsNoLevelOfHeadings(HttpResponse<String> page) {
    int before = 0;
    for (var heading : HEADING.matcher(page.body()).results().toList()) {
      int level = Integer.parseInt(heading.group(1));
      assertThat(level).isLessThanOrEqualTo(before + 1);
      before = level;
    }
  }

  @ParameterizedTest
  @MethodSource("pages")
  void runsNoScriptButOurFilesAndIsFramedByNobody(HttpResponse<String> page) {
    Map<String, List<String>> headers = page.headers().map();

    assertThat(page.body())
        .doesNotContain("<style", "javascript:")
        .doesNotContainPattern("<script(?![^>]* src=\"/assets/[a-z]+\\.js\"[^>]*></script>)")
        .doesNotContainPattern(" (on\\w+|style)=");
    assertThat(headers.get("content-security-policy"))
        .singleElement()
        .satisfies(
            policy ->
                assertThat(policy)
                    .contains("default-src 'none'", "frame-ancestors 'none'", "base-uri 'none'")
                    .doesNotContain("unsafe"));
    assertThat(headers.get("x-frame-options")).containsExactly("DENY");
    assertThat(headers.get("cache-control")).containsExactly("no-store");
    assertThat(headers.get("x-content-type-options")).containsExactly("nosniff");
  }

  private static HttpResponse<String> get(Person person, String path) {
    return person.browser().get(Server.issuer() + path);
  }

  private static List<String> all(Pattern pattern, HttpResponse<String> page) {
    return pattern.matcher(page.body()).results().map(found -> found.group()).toList();
  }
}
