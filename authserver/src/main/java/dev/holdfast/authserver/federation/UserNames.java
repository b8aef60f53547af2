package dev.holdfast.authserver.federation;

import dev.holdfast.authserver.opaque.OpaqueValue;
import dev.holdfast.authserver.user.Users;
import jakarta.inject.Singleton;
import java.util.regex.Pattern;
import java.util.stream.IntStream;
import java.util.stream.Stream;

/** Finds free user names for people of other providers. */
@Singleton
final class UserNames {

  private static final Pattern UNWANTED = Pattern.compile("[^\\p{L}\\p{N}._-]+");
  private static final int LONGEST = 60;
  private static final int FEW = 9;
  private static final int RANDOM_LENGTH = 8;

  private final Users users;

  UserNames(Users users) {
    this.users = users;
  }

  /** One that nobody has at the moment: as the provider says, or much like it. */
  String free(ExternalPerson person) {
    String wished =
        person.usernames().stream()
            .map(UserNames::tidy)
            .filter(name -> !name.isEmpty())
            .findFirst()
            .orElse(person.provider() + "-user");
    return Stream.concat(
            Stream.of(wished), IntStream.rangeClosed(2, FEW).mapToObj(n -> wished + '-' + n))
        .filter(name -> users.byUsername(name).isEmpty())
        .findFirst()
        .orElseGet(() -> wished + '-' + OpaqueValue.random().substring(0, RANDOM_LENGTH));
  }

  /** Never an address: what stands before its {@code @} only. */
  private static String tidy(String claim) {
    String name = UNWANTED.matcher(claim.split("@", 2)[0]).replaceAll("");
    return name.codePointCount(0, name.length()) <= LONGEST
        ? name
        : name.substring(0, name.offsetByCodePoints(0, LONGEST));
  }
}
