package dev.holdfast.authserver.pending;

import static org.assertj.core.api.Assertions.assertThat;

import dev.holdfast.authserver.harness.Browser;
import dev.holdfast.authserver.harness.OAuthClient;
import dev.holdfast.authserver.harness.Replica;
import dev.holdfast.testsupport.TestDatabase;
import java.net.http.HttpResponse;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** The attributes of every cookie of a sign-in, by the scheme of the issuer. */
class CookiesTest {

  @ParameterizedTest
  @CsvSource({
    "https://auth.example, __Host-holdfast-, true",
    "http://localhost:9000, holdfast-, false",
  })
  void keepScriptsOtherHostsAndOtherSitesAway(String issuer, String prefix, boolean secure) {
    Map<String, Object> settings =
        new HashMap<>(TestDatabase.any().newSchema().micronautProperties());
    settings.put("holdfast.authserver.issuer", issuer);
    try (Replica replica = Replica.with(settings)) {
      List<String> cookies = signIn(replica);

      assertThat(cookies)
          .extracting(cookie -> cookie.split("=", 2)[0].replaceFirst("-[A-Za-z0-9]+$", ""))
          .contains(prefix + "browser", prefix + "session", prefix + "known");
      assertThat(cookies)
          .allSatisfy(
              cookie -> {
                List<String> attributes =
                    Stream.of(cookie.split(";")).skip(1).map(String::trim).toList();
                assertThat(attributes).contains("Path=/", "HTTPOnly", "SameSite=Lax");
                assertThat(attributes.contains("Secure")).isEqualTo(secure);
                assertThat(attributes).noneMatch(attribute -> attribute.startsWith("Domain"));
              });
    }
  }

  private static List<String> signIn(Replica replica) {
    HttpResponse<String> page =
        replica.get("/oauth2/authorize?" + Browser.encode(OAuthClient.authorization()));
    List<String> cookies = new ArrayList<>(setCookies(page));
    String sent =
        cookies.stream().map(cookie -> cookie.split(";", 2)[0]).collect(Collectors.joining("; "));
    Map<String, String> form = Browser.hidden(page);
    form.put("username", "alice");
    form.put("password", "wonderland");
    cookies.addAll(setCookies(replica.post("/login", form, "Cookie", sent)));
    return cookies;
  }

  private static List<String> setCookies(HttpResponse<String> answer) {
    return answer.headers().allValues("Set-Cookie");
  }
}
