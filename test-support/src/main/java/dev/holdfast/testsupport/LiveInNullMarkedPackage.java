package dev.holdfast.testsupport;

import com.tngtech.archunit.core.domain.JavaClass;
import com.tngtech.archunit.lang.ArchCondition;
import com.tngtech.archunit.lang.ConditionEvents;
import com.tngtech.archunit.lang.SimpleConditionEvent;
import org.jspecify.annotations.NullMarked;

/** A class whose package has a package-info that says {@link NullMarked}. */
final class LiveInNullMarkedPackage extends ArchCondition<JavaClass> {

  LiveInNullMarkedPackage() {
    super("live in a package whose package-info is @NullMarked");
  }

  @Override
  public void check(JavaClass type, ConditionEvents events) {
    if (!type.getPackage().isAnnotatedWith(NullMarked.class)) {
      events.add(
          SimpleConditionEvent.violated(
              type,
              "%s: package %s has no @NullMarked package-info"
                  .formatted(type.getName(), type.getPackageName())));
    }
  }
}
