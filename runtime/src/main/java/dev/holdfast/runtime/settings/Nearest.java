package dev.holdfast.runtime.settings;

import java.util.Comparator;
import java.util.List;
import java.util.Optional;
import java.util.stream.IntStream;
import java.util.stream.Stream;

/**
 * Finds the setting that was meant by a name that is none: at most two letters wrong, missing or
 * too many. Dots, hyphens and underscores count as the same.
 */
final class Nearest {

  private static final int FAR = 3;

  private final KnownSettings known;

  Nearest(KnownSettings known) {
    this.known = known;
  }

  /**
   * The setting that was meant.
   *
   * @param name a property, or an environment variable
   */
  Optional<Setting> to(String name) {
    List<String> words = words(Setting.variable(name));
    return known.all().stream()
        .filter(setting -> distance(setting, words) < FAR)
        .min(Comparator.comparingInt(setting -> distance(setting, words)));
  }

  private static int distance(Setting setting, List<String> words) {
    String name = String.join("_", words);
    return readings(words(setting.variable()), words)
        .mapToInt(reading -> distance(String.join("_", reading), name))
        .min()
        .orElse(FAR);
  }

  /** The pattern with each {@code *} replaced by as many of the words as it may stand for. */
  private static Stream<List<String>> readings(List<String> pattern, List<String> words) {
    int star = pattern.indexOf("*");
    if (star < 0) {
      return Stream.of(pattern);
    }
    List<String> behind = pattern.subList(star + 1, pattern.size());
    return IntStream.rangeClosed(star + 1, words.size())
        .boxed()
        .flatMap(
            end ->
                readings(behind, words.subList(end, words.size()))
                    .map(
                        rest ->
                            Stream.of(pattern.subList(0, star), words.subList(star, end), rest)
                                .flatMap(List::stream)
                                .toList()));
  }

  private static List<String> words(String variable) {
    return List.of(variable.split("_", -1));
  }

  /** Levenshtein's, but {@link #FAR} for everything that is at least so far. */
  private static int distance(String a, String b) {
    if (Math.abs(a.length() - b.length()) >= FAR) {
      return FAR;
    }
    int[] before = new int[b.length() + 1];
    for (int j = 0; j <= b.length(); j++) {
      before[j] = j;
    }
    for (int i = 1; i <= a.length(); i++) {
      int[] row = new int[b.length() + 1];
      row[0] = i;
      for (int j = 1; j <= b.length(); j++) {
        int replaced = before[j - 1] + (a.charAt(i - 1) == b.charAt(j - 1) ? 0 : 1);
        row[j] = Math.min(replaced, Math.min(row[j - 1], before[j]) + 1);
      }
      before = row;
    }
    return Math.min(before[b.length()], FAR);
  }
}
