package dev.holdfast.listener.policy;

import static java.nio.charset.StandardCharsets.UTF_8;

import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.HexFormat;
import java.util.Map;
import java.util.SortedMap;
import java.util.SortedSet;
import java.util.TreeMap;
import java.util.stream.Collectors;

/**
 * The policy in force, to be read back.
 *
 * @param version a hash of the rest: two listeners with the same version decide alike
 * @param singleSession whether a login ends anything
 * @param clientIds the clients swept at login
 * @param effects what each type of identity event ends, by CloudEvents type
 */
public record EffectivePolicy(
    String version,
    boolean singleSession,
    SortedSet<String> clientIds,
    SortedMap<String, String> effects) {

  /** Describes a policy. */
  public static EffectivePolicy of(SweepPolicy policy) {
    SortedMap<String, String> effects =
        Effects.of(policy).entrySet().stream()
            .collect(
                Collectors.toMap(
                    entry -> entry.getKey().wireName(),
                    Map.Entry::getValue,
                    (one, _) -> one,
                    TreeMap::new));
    return new EffectivePolicy(
        version(policy, effects), policy.singleSession(), policy.clientIds(), effects);
  }

  private static String version(SweepPolicy policy, SortedMap<String, String> effects) {
    MessageDigest digest = sha256();
    digest.update(Boolean.toString(policy.singleSession()).getBytes(UTF_8));
    policy.clientIds().forEach(id -> add(digest, id));
    effects.forEach(
        (type, effect) -> {
          add(digest, type);
          add(digest, effect);
        });
    return HexFormat.of().formatHex(digest.digest());
  }

  /** With its length, or two lists of ids that join alike would share a version. */
  private static void add(MessageDigest digest, String part) {
    digest.update((" " + part.length() + ":" + part).getBytes(UTF_8));
  }

  private static MessageDigest sha256() {
    try {
      return MessageDigest.getInstance("SHA-256");
    } catch (NoSuchAlgorithmException e) {
      throw new IllegalStateException("every Java has SHA-256", e);
    }
  }
}
