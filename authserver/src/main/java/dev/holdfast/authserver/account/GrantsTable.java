package dev.holdfast.authserver.account;

import dev.holdfast.authserver.page.Markup;
import dev.holdfast.contracts.grants.Grant;
import dev.holdfast.contracts.grants.LiveGrant;
import java.util.List;
import java.util.Objects;
import java.util.function.UnaryOperator;

/** Shows a person what has access now, with a form to end each. */
public final class GrantsTable {

  private static final int LONGEST = 100;

  /** Wider than a telephone: it scrolls by itself, by keyboard, too. */
  private static final String TABLE =
      """
      <div class="wide" role="group" aria-labelledby="grants" tabindex="0">
      <table aria-labelledby="grants">
      <thead>
      <tr>
      <th scope="col">Application</th>
      <th scope="col">Device</th>
      <th scope="col">Access to</th>
      <th scope="col">Since</th>
      <th scope="col">Last used</th>
      <th scope="col">End</th>
      </tr>
      </thead>
      <tbody>
      %s
      </tbody>
      </table>
      </div>
      %s
      """;

  private static final String ROW =
      """
      <tr>
      <th scope="row">%s</th>
      <td>%s</td>
      <td>%s</td>
      <td>%s</td>
      <td>%s</td>
      <td>
      <form method="post" action="/account/grants/end">
      <input type="hidden" name="csrf" value="%s">
      <input type="hidden" name="gid" value="%s">
      <button type="submit" class="quiet" aria-label="End it: %s, %s">End it</button>
      </form>
      </td>
      </tr>
      """;

  private static final Markup NONE = Markup.of("<p>Nothing has.</p>");

  private GrantsTable() {}

  /**
   * The grants, in their order; the first hundred.
   *
   * @param clientNames how to call a client
   * @param csrf what the forms send back
   */
  public static Markup of(List<LiveGrant> grants, UnaryOperator<String> clientNames, String csrf) {
    if (grants.isEmpty()) {
      return NONE;
    }
    List<Markup> rows =
        grants.stream().limit(LONGEST).map(grant -> row(grant, clientNames, csrf)).toList();
    Markup rest =
        grants.size() > LONGEST
            ? Markup.of("<p>These are the %s that were used last.</p>", LONGEST)
            : Markup.of("");
    return Markup.of(TABLE, Markup.all(rows), rest);
  }

  /** Instead of them, while nobody knows them. */
  public static Markup unknown() {
    return Markup.of("<p>This cannot be shown at the moment. Try again in a minute.</p>");
  }

  private static Markup row(LiveGrant live, UnaryOperator<String> clientNames, String csrf) {
    Grant grant = live.grant();
    String client = clientNames.apply(grant.clientId());
    String device = Objects.requireNonNullElse(live.deviceLabel(), "Unknown device");
    return Markup.of(
        ROW,
        client,
        device,
        Markup.all(
            grant.resources().stream()
                .map(resource -> Markup.of("<code>%s</code> ", resource))
                .toList()),
        AccountPage.time(grant.issuedAt()),
        AccountPage.time(live.lastUsedAt()),
        csrf,
        grant.gid(),
        client,
        device);
  }
}
