package dev.holdfast.testsupport;

import static dev.holdfast.testsupport.ArchitectureRules.BEANS_ARE_INJECTED_BY_CONSTRUCTOR;
import static dev.holdfast.testsupport.ArchitectureRules.CAPABILITIES_ARE_FREE_OF_CYCLES;
import static dev.holdfast.testsupport.ArchitectureRules.CLOCK_IS_MADE_IN_FACTORIES;
import static dev.holdfast.testsupport.ArchitectureRules.CONTROLLERS_LIVE_IN_HTTP_PACKAGES;
import static dev.holdfast.testsupport.ArchitectureRules.LOGS_GO_THROUGH_SLF4J;
import static dev.holdfast.testsupport.ArchitectureRules.NAMES_SAY_WHAT_THINGS_ARE;
import static dev.holdfast.testsupport.ArchitectureRules.ONLY_COMMANDS_PRINT;
import static dev.holdfast.testsupport.ArchitectureRules.PACKAGES_ARE_DESCRIBED_AND_NULL_MARKED;
import static dev.holdfast.testsupport.ArchitectureRules.PORTS_DO_NOT_KNOW_THEIR_TECHNOLOGIES;
import static dev.holdfast.testsupport.ArchitectureRules.SERVICES_DO_NOT_KNOW_EACH_OTHER;
import static dev.holdfast.testsupport.ArchitectureRules.SETTINGS_ARE_RECORDS;
import static dev.holdfast.testsupport.ArchitectureRules.TIME_COMES_FROM_THE_CLOCK;
import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.params.provider.Arguments.argumentSet;

import com.tngtech.archunit.core.domain.JavaClasses;
import com.tngtech.archunit.core.importer.ClassFileImporter;
import com.tngtech.archunit.junit.ArchTest;
import com.tngtech.archunit.lang.ArchRule;
import dev.holdfast.gateway.nosy.Nosy;
import dev.holdfast.token.allowed.Clocks;
import dev.holdfast.token.injected.Injected;
import dev.holdfast.token.logged.Logger;
import dev.holdfast.token.misplaced.Endpoint;
import dev.holdfast.token.named.TokenHelper;
import dev.holdfast.token.port.Port;
import dev.holdfast.token.printed.Printer;
import dev.holdfast.token.timed.Watch;
import dev.holdfast.token.unmarked.Unmarked;
import java.lang.reflect.Field;
import java.util.List;
import java.util.Set;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;

class ArchitectureRulesTest {

  private static final List<Arguments> VIOLATIONS =
      List.of(
          violation(PACKAGES_ARE_DESCRIBED_AND_NULL_MARKED, Unmarked.class),
          argumentSet("cycle", CAPABILITIES_ARE_FREE_OF_CYCLES, "dev.holdfast.token", "chicken"),
          violation(NAMES_SAY_WHAT_THINGS_ARE, TokenHelper.class),
          violation(TIME_COMES_FROM_THE_CLOCK, Watch.class),
          violation(CLOCK_IS_MADE_IN_FACTORIES, Watch.class),
          violation(LOGS_GO_THROUGH_SLF4J, Logger.class),
          violation(ONLY_COMMANDS_PRINT, Printer.class),
          violation(BEANS_ARE_INJECTED_BY_CONSTRUCTOR, Injected.class),
          violation(SETTINGS_ARE_RECORDS, Injected.class),
          violation(PORTS_DO_NOT_KNOW_THEIR_TECHNOLOGIES, Port.class),
          violation(CONTROLLERS_LIVE_IN_HTTP_PACKAGES, Endpoint.class),
          violation(SERVICES_DO_NOT_KNOW_EACH_OTHER, Nosy.class));

  static Stream<Arguments> violations() {
    return VIOLATIONS.stream();
  }

  static Stream<ArchRule> rules() {
    return Stream.of(ArchitectureRules.class.getFields()).map(ArchitectureRulesTest::rule);
  }

  @ParameterizedTest
  @MethodSource("violations")
  void findsTheViolation(ArchRule rule, String packageName, String culprit) {
    var result = rule.evaluate(classesOf(packageName));

    assertThat(result.hasViolation()).isTrue();
    assertThat(result.getFailureReport().toString()).contains(culprit);
  }

  @ParameterizedTest
  @MethodSource("rules")
  void letsGoodClassesPass(ArchRule rule) {
    String allowed = Clocks.class.getPackageName();

    assertThat(rule.evaluate(classesOf(allowed)).getFailureReport().getDetails()).isEmpty();
  }

  @Test
  void everyRuleIsRunByJUnitAndProvedHere() {
    Set<Object> proved =
        VIOLATIONS.stream().map(violation -> violation.get()[0]).collect(Collectors.toSet());

    assertThat(ArchitectureRules.class.getFields())
        .isNotEmpty()
        .allMatch(field -> field.isAnnotationPresent(ArchTest.class))
        .allMatch(field -> proved.contains(rule(field)));
  }

  private static Arguments violation(ArchRule rule, Class<?> culprit) {
    return argumentSet(
        culprit.getSimpleName(), rule, culprit.getPackageName(), culprit.getSimpleName());
  }

  private static JavaClasses classesOf(String packageName) {
    return new ClassFileImporter().importPackages(packageName);
  }

  private static ArchRule rule(Field field) {
    try {
      return (ArchRule) field.get(null);
    } catch (IllegalAccessException e) {
      throw new AssertionError(e);
    }
  }
}
