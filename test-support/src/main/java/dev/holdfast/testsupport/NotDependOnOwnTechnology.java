package dev.holdfast.testsupport;

import com.tngtech.archunit.core.domain.Dependency;
import com.tngtech.archunit.core.domain.JavaClass;
import com.tngtech.archunit.lang.ArchCondition;
import com.tngtech.archunit.lang.ConditionEvents;
import com.tngtech.archunit.lang.SimpleConditionEvent;
import java.util.List;

/**
 * A class in package {@code x} that needs nothing from {@code x.jdbc}, {@code x.http} and the like.
 */
final class NotDependOnOwnTechnology extends ArchCondition<JavaClass> {

  private final List<String> technologies;

  NotDependOnOwnTechnology(List<String> technologies) {
    super("not depend on a technology package below their own: " + technologies);
    this.technologies = technologies;
  }

  @Override
  public void check(JavaClass type, ConditionEvents events) {
    for (Dependency dependency : type.getDirectDependenciesFromSelf()) {
      if (pointsDown(dependency)) {
        events.add(SimpleConditionEvent.violated(dependency, dependency.getDescription()));
      }
    }
  }

  private boolean pointsDown(Dependency dependency) {
    String from = dependency.getOriginClass().getPackageName();
    String to = dependency.getTargetClass().getPackageName();
    return technologies.stream()
        .map(technology -> from + "." + technology)
        .anyMatch(child -> to.equals(child) || to.startsWith(child + "."));
  }
}
