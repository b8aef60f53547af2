package dev.holdfast.local.browser;

import static java.nio.charset.StandardCharsets.UTF_8;

import java.net.URI;
import java.net.URLEncoder;
import java.util.ArrayList;
import java.util.List;
import java.util.NoSuchElementException;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.jsoup.nodes.Element;
import org.jsoup.nodes.FormElement;

/**
 * A form as it would be submitted now; every change answers a new form. It prints without values,
 * as they may be passwords.
 *
 * @param page the address of the page it stands on
 * @param action where it goes
 * @param method GET or POST
 * @param fields the name and value pairs to send, hidden ones included
 * @param buttons the named submit buttons, of which a person presses one
 */
public record Form(URI page, URI action, String method, List<Field> fields, List<Field> buttons) {

  /** One name with its value. */
  public record Field(String name, String value) {
    @Override
    public String toString() {
      return name;
    }
  }

  /** Keeps its own copies. */
  public Form {
    fields = List.copyOf(fields);
    buttons = List.copyOf(buttons);
  }

  static Form read(Page page, FormElement element) {
    String action = element.hasAttr("action") ? element.absUrl("action") : page.uri().toString();
    String method = element.attr("method").equalsIgnoreCase("post") ? "POST" : "GET";
    List<Element> pressable =
        element.elements().select("button:not([type=button]), input[type=submit]");
    List<Field> buttons =
        pressable.stream()
            .filter(button -> button.hasAttr("name"))
            .map(button -> new Field(button.attr("name"), button.attr("value")))
            .toList();
    List<Field> fields =
        element.formData().stream()
            .filter(data -> pressable.stream().noneMatch(b -> b.attr("name").equals(data.key())))
            .map(data -> new Field(data.key(), data.value()))
            .toList();
    return new Form(page.uri(), URI.create(action), method, fields, buttons);
  }

  /** Whether the person can fill in a field of this name. */
  public boolean has(String name) {
    return fields.stream().anyMatch(field -> field.name().equals(name));
  }

  /** Whether the person can press this button. */
  public boolean offers(String name, String value) {
    return buttons.contains(new Field(name, value));
  }

  /**
   * Fills in a field.
   *
   * @throws NoSuchElementException if the form has no such field: a person could not do it either
   */
  public Form with(String name, String value) {
    if (!has(name)) {
      throw new NoSuchElementException("No field " + name + " among " + fields);
    }
    return forged(name, value);
  }

  /**
   * Presses a submit button; submit the form afterwards.
   *
   * @throws NoSuchElementException if the form has no such button
   */
  public Form pressing(String name, String value) {
    if (!offers(name, value)) {
      throw new NoSuchElementException("No button " + name + "=" + value + " among " + buttons);
    }
    return forged(name, value);
  }

  /** Sets a field whether the form has it or not, as an attacker's page would. */
  public Form forged(String name, String value) {
    List<Field> changed = new ArrayList<>(without(name).fields);
    changed.add(new Field(name, value));
    return new Form(page, action, method, changed, buttons);
  }

  /** Drops a field, as an attacker's page would drop the CSRF value it cannot know. */
  public Form without(String name) {
    Stream<Field> kept = fields.stream().filter(field -> !field.name().equals(name));
    return new Form(page, action, method, kept.toList(), buttons);
  }

  /** The fields as {@code application/x-www-form-urlencoded}. */
  String encoded() {
    return fields.stream()
        .map(field -> encode(field.name()) + "=" + encode(field.value()))
        .collect(Collectors.joining("&"));
  }

  private static String encode(String text) {
    return URLEncoder.encode(text, UTF_8);
  }
}
