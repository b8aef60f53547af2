package dev.holdfast.acceptance.kill;

import static org.assertj.core.api.Assertions.assertThat;

import com.nimbusds.jose.util.JSONObjectUtils;
import dev.holdfast.acceptance.fixture.OAuthForm;
import dev.holdfast.acceptance.fixture.RawMcp;
import dev.holdfast.acceptance.fixture.Story;
import dev.holdfast.acceptance.fixture.User;
import dev.holdfast.local.browser.Browser;
import dev.holdfast.local.browser.Form;
import dev.holdfast.local.browser.Page;
import java.net.URI;
import java.net.http.HttpRequest;
import java.net.http.HttpRequest.BodyPublishers;
import java.text.ParseException;
import org.junit.jupiter.api.Test;

/** Row 17, for devices: what a locked user let in before gets nothing, even afterwards. */
final class LockedDeviceTest extends Story {

  private static final String GRANT = "urn:ietf:params:oauth:grant-type:device_code";

  private record Device(String clientId, String code, URI page) {}

  @Test
  void deviceCodesOfALockedUserAreRefusedAndStayRefused() throws ParseException {
    User user = newUser();
    Device whileLocked = begin();
    Device afterwards = begin();
    assertThat(letIn(whileLocked, user).text()).contains("is connected");
    assertThat(letIn(afterwards, user).text()).contains("is connected");

    operator.lock(user);
    assertThat(poll(whileLocked)).isEqualTo("invalid_grant");
    operator.unlock(user);

    assertThat(poll(afterwards)).isEqualTo("invalid_grant");
    assertThat(poll(whileLocked)).isEqualTo("invalid_grant");
    Device anew = begin();
    assertThat(letIn(anew, user).text()).contains("is connected");
    assertThat(poll(anew)).isEmpty();
  }

  @Test
  void aLockedUserLetsNoDeviceIn() throws ParseException {
    User user = newUser();
    Device device = begin();
    operator.lock(user);

    Page page = letIn(device, user);

    assertThat(page.form().has("password")).isTrue();
    assertThat(poll(device)).isEqualTo("authorization_pending");
  }

  private Device begin() throws ParseException {
    var registered =
        RawMcp.send(
            HttpRequest.newBuilder(at("/oauth2/register"))
                .header("Content-Type", "application/json")
                .POST(
                    BodyPublishers.ofString(
                        """
                        {"client_name": "Device", "token_endpoint_auth_method": "none",
                         "grant_types": ["%s", "refresh_token"]}"""
                            .formatted(GRANT)))
                .build());
    assertThat(registered.statusCode()).as(registered.body()).isEqualTo(201);
    String clientId =
        JSONObjectUtils.getString(JSONObjectUtils.parse(registered.body()), "client_id");
    var begun =
        OAuthForm.to(at("/oauth2/device_authorization"))
            .with("client_id", clientId)
            .with("resource", settings.mcp("stub").toString())
            .send();
    assertThat(begun.status()).as(begun.response().body()).isEqualTo(200);
    var answer = JSONObjectUtils.parse(begun.response().body());
    return new Device(
        clientId,
        JSONObjectUtils.getString(answer, "device_code"),
        URI.create(JSONObjectUtils.getString(answer, "verification_uri_complete")));
  }

  /** Goes on until there is nothing to answer, or the sign-in form comes back. */
  private static Page letIn(Device device, User user) {
    var browser = new Browser();
    Page page = browser.submit(browser.open(device.page()).form());
    Form login = page.form();
    page =
        browser.submit(
            login.with("username", user.username()).with("password", user.password().reveal()));
    return page.forms().stream()
        .filter(form -> form.offers("decision", "allow"))
        .findFirst()
        .map(form -> browser.submit(form.pressing("decision", "allow")))
        .orElse(page);
  }

  /** The error, if any. */
  private String poll(Device device) {
    return OAuthForm.to(at("/oauth2/token"))
        .with("grant_type", GRANT)
        .with("client_id", device.clientId())
        .with("device_code", device.code())
        .send()
        .error();
  }

  private URI at(String path) {
    return URI.create(settings.issuer() + path);
  }
}
