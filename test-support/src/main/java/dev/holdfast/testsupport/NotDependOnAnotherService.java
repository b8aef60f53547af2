package dev.holdfast.testsupport;

import com.tngtech.archunit.core.domain.Dependency;
import com.tngtech.archunit.core.domain.JavaClass;
import com.tngtech.archunit.lang.ArchCondition;
import com.tngtech.archunit.lang.ConditionEvents;
import com.tngtech.archunit.lang.SimpleConditionEvent;
import java.util.Optional;

/** A service's class that needs no class of another service. */
final class NotDependOnAnotherService extends ArchCondition<JavaClass> {

  NotDependOnAnotherService() {
    super("not depend on another service");
  }

  @Override
  public void check(JavaClass type, ConditionEvents events) {
    Optional<String> own = Services.of(type);
    for (Dependency dependency : type.getDirectDependenciesFromSelf()) {
      Optional<String> other = Services.of(dependency.getTargetClass());
      if (other.isPresent() && !other.equals(own)) {
        events.add(SimpleConditionEvent.violated(dependency, dependency.getDescription()));
      }
    }
  }
}
