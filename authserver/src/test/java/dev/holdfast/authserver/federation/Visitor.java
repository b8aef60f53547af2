package dev.holdfast.authserver.federation;

import dev.holdfast.authserver.harness.Browser;
import dev.holdfast.authserver.harness.OtherProvider;
import dev.holdfast.authserver.harness.Person;
import dev.holdfast.authserver.harness.Server;
import java.net.URI;
import java.net.http.HttpResponse;
import java.util.HashMap;
import java.util.Map;
import java.util.UUID;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Collectors;

/** Somebody of another provider at a browser of their own. */
record Visitor(OtherProvider provider, String subject, Browser browser) {

  private static final Pattern ONWARDS = Pattern.compile("content=\"0;url=([^\"]*)\"");

  static Visitor of(OtherProvider provider) {
    return new Visitor(provider, "ext-" + UUID.randomUUID(), new Browser());
  }

  /** The same person at another browser. */
  Visitor elsewhere() {
    return new Visitor(provider, subject, new Browser());
  }

  /** Presses the provider's button; what the provider is asked. */
  Map<String, String> start(String clientId) {
    return start(Person.request(clientId));
  }

  Map<String, String> start(Map<String, String> request) {
    return asked(press(new Person("", browser).ask(request)));
  }

  /** The page that leads to the provider, or the refusal. */
  HttpResponse<String> press(HttpResponse<String> loginPage) {
    Map<String, String> form = new HashMap<>(Browser.hidden(loginPage));
    form.remove("credential");
    return browser.post("/login/" + provider.name() + "/start", form);
  }

  /** The parameters of the request that a page leads to. */
  static Map<String, String> asked(HttpResponse<String> page) {
    URI target = URI.create(onwards(page).replace("+", "%20"));
    return Pattern.compile("&")
        .splitAsStream(target.getQuery())
        .map(pair -> pair.split("=", 2))
        .collect(Collectors.toMap(pair -> pair[0], pair -> pair[1]));
  }

  static String onwards(HttpResponse<String> page) {
    Matcher matcher = ONWARDS.matcher(page.body());
    if (!matcher.find()) {
      throw new AssertionError(page.statusCode() + " leads nowhere: " + page.body());
    }
    return matcher.group(1).replace("&amp;", "&");
  }

  /** Comes back with an answer and goes on as far as it leads. */
  HttpResponse<String> comeBack(Map<String, String> answer) {
    HttpResponse<String> page = callback(answer);
    return ONWARDS.matcher(page.body()).find() ? browser.get(onwards(page)) : page;
  }

  /** Comes back with an answer; the page itself. */
  HttpResponse<String> callback(Map<String, String> answer) {
    return callback(provider.name(), answer);
  }

  HttpResponse<String> callback(String name, Map<String, String> answer) {
    return browser.get(Server.issuer() + "/login/" + name + "/callback?" + Browser.encode(answer));
  }

  /** A sound answer to what the provider was asked. */
  Map<String, String> answer(Map<String, String> asked) {
    return provider.answer(asked, provider.claims(asked, subject));
  }

  /** Signs in for a client, all the way to the code. */
  String code(String clientId) {
    HttpResponse<String> page = comeBack(answer(start(clientId)));
    if (Person.asksForConsent(page)) {
      page = browser.decide(page, "allow");
    }
    return Browser.redirectQuery(page).getOrDefault("code", "");
  }

  HttpResponse<String> tokens(String clientId) {
    return Person.redeem(clientId, code(clientId));
  }

  /** Signs in; our subject. */
  String signIn() {
    return Person.claim(tokens("console"), "sub");
  }
}
