package dev.holdfast.testsupport;

import com.tngtech.archunit.base.DescribedPredicate;
import com.tngtech.archunit.core.domain.JavaAccess;
import com.tngtech.archunit.core.domain.JavaClass;
import com.tngtech.archunit.core.domain.JavaCodeUnitAccess;
import com.tngtech.archunit.lang.ArchCondition;
import com.tngtech.archunit.lang.conditions.ArchConditions;
import java.time.Clock;
import java.time.InstantSource;
import java.util.Date;
import java.util.Set;
import java.util.function.Predicate;

/** Calls and method references that look at the machine's clock. */
final class Time {

  private static final Set<String> MAKERS =
      Set.of("systemUTC", "systemDefaultZone", "system", "tickMillis", "tickSeconds");

  static final ArchCondition<JavaClass> READ_THE_PRESENT =
      ArchConditions.accessTargetWhere(Time.access("read the present", Time::readsThePresent))
          .as("read the present time without a Clock");

  static final ArchCondition<JavaClass> MAKE_A_CLOCK =
      ArchConditions.accessTargetWhere(Time.access("make a clock", Time::makesAClock))
          .as("make a Clock");

  private Time() {}

  private static boolean readsThePresent(JavaCodeUnitAccess<?> call) {
    boolean withoutArguments = call.getTarget().getRawParameterTypes().isEmpty();
    JavaClass owner = call.getTargetOwner();
    return switch (call.getName()) {
      case "now" -> withoutArguments && owner.getPackageName().equals("java.time");
      case "currentTimeMillis" -> owner.isEquivalentTo(System.class);
      case "<init>" -> withoutArguments && owner.isEquivalentTo(Date.class);
      default -> false;
    };
  }

  private static boolean makesAClock(JavaCodeUnitAccess<?> call) {
    JavaClass owner = call.getTargetOwner();
    return MAKERS.contains(call.getName())
        && (owner.isEquivalentTo(Clock.class) || owner.isEquivalentTo(InstantSource.class));
  }

  private static DescribedPredicate<JavaAccess<?>> access(
      String description, Predicate<JavaCodeUnitAccess<?>> test) {
    return DescribedPredicate.describe(
        description, access -> access instanceof JavaCodeUnitAccess<?> call && test.test(call));
  }
}
