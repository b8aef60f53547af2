package dev.holdfast.authserver.harness;

import static org.assertj.core.api.Assertions.assertThat;

import dev.holdfast.authserver.passkey.Passkey;
import dev.holdfast.authserver.passkey.Passkeys;
import dev.holdfast.authserver.user.Users;
import dev.holdfast.contracts.events.Event;
import java.net.http.HttpResponse;
import java.util.HashMap;
import java.util.List;
import java.util.Map;

/** Somebody with a passkey. */
public record Keyholder(Person person, SecurityKey key) {

  private static final String PAGE = "/account/passkeys";

  /** Somebody who is signed in, and has just added a passkey. */
  public static Keyholder fresh() {
    Keyholder holder = without();
    assertThat(holder.add(holder.key).body()).contains("Not used yet");
    return holder;
  }

  /** Somebody who is signed in, and has no passkey yet. */
  public static Keyholder without() {
    Person person = Person.fresh();
    person.code("portal");
    return new Keyholder(person, new SecurityKey());
  }

  /** The same person with the same key at another browser. */
  public Keyholder elsewhere() {
    return new Keyholder(person.elsewhere(), key);
  }

  public String id() {
    return Server.bean(Users.class).byUsername(person.username()).orElseThrow().id();
  }

  public List<Passkey> passkeys() {
    return Server.bean(Passkeys.class).of(id());
  }

  /** What was published about the person, of one kind. */
  public <T extends Event> List<T> published(Class<T> type) {
    return Published.about(id(), type);
  }

  public boolean isSignedIn() {
    return person.browser().cookies.entrySet().stream()
        .anyMatch(cookie -> cookie.getKey().contains("session") && !cookie.getValue().isEmpty());
  }

  public HttpResponse<String> page() {
    return person.browser().get(Server.issuer() + PAGE);
  }

  /** The proof of the page's forms, with something else. */
  public Map<String, String> form(String name, String value) {
    Map<String, String> form = new HashMap<>();
    form.put("csrf", Browser.hidden(page()).getOrDefault("csrf", ""));
    form.put(name, value);
    return form;
  }

  public HttpResponse<String> creationOptions() {
    return person.browser().post(PAGE + "/options", form("label", ""));
  }

  public HttpResponse<String> add(SecurityKey key) {
    return add(key.create(creationOptions().body()));
  }

  public HttpResponse<String> add(String credential) {
    Map<String, String> form = form("credential", credential);
    form.put("label", "Blue <key>");
    return person.browser().post(PAGE, form);
  }

  public HttpResponse<String> remove(String id) {
    return person.browser().post(PAGE + "/remove", form("passkey", id));
  }

  public HttpResponse<String> requireSecondFactor(boolean required) {
    return person
        .browser()
        .post(PAGE + "/second-factor", form("required", required ? "yes" : "no"));
  }

  /** Begins to sign in. */
  public Attempt begin() {
    HttpResponse<String> page = person.ask(Person.request("portal"));
    assertThat(Person.asksForLogin(page)).isTrue();
    return new Attempt(person.browser(), "/login/passkey", Browser.hidden(page));
  }

  /** Begins to sign in, and gives the right password. */
  public Attempt beginWithPassword() {
    HttpResponse<String> login = person.ask(Person.request("portal"));
    HttpResponse<String> page = person.browser().login(login, person.username(), Person.PASSWORD);
    assertThat(page.body()).contains("action=\"/login/confirm\"");
    return new Attempt(person.browser(), "/login/confirm", Browser.hidden(page));
  }

  /**
   * A login that waits for a passkey.
   *
   * @param hidden the fields of its form
   */
  public record Attempt(Browser browser, String path, Map<String, String> hidden) {

    public HttpResponse<String> options() {
      return browser.post(path + "/options", hidden);
    }

    /** Sends what a key makes of fresh options. */
    public HttpResponse<String> answer(SecurityKey key) {
      return send(key.get(options().body()));
    }

    public HttpResponse<String> send(String credential) {
      return browser.post(path, form(credential));
    }

    public Map<String, String> form(String credential) {
      Map<String, String> form = new HashMap<>(hidden);
      form.put("credential", credential);
      return form;
    }
  }
}
