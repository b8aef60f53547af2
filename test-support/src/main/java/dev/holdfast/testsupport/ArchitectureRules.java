package dev.holdfast.testsupport;

import static com.tngtech.archunit.core.domain.JavaClass.Predicates.resideInAnyPackage;
import static com.tngtech.archunit.lang.syntax.ArchRuleDefinition.classes;
import static com.tngtech.archunit.lang.syntax.ArchRuleDefinition.noClasses;
import static com.tngtech.archunit.lang.syntax.ArchRuleDefinition.noFields;
import static com.tngtech.archunit.library.dependencies.SlicesRuleDefinition.slices;

import com.tngtech.archunit.junit.ArchTest;
import com.tngtech.archunit.lang.ArchRule;
import com.tngtech.archunit.library.GeneralCodingRules;
import java.util.List;

/**
 * How every module is built. A module checks itself with
 *
 * <pre>{@code
 * @AnalyzeClasses(packages = "dev.holdfast.token", importOptions = DoNotIncludeTests.class)
 * class ArchitectureTest {
 *   @ArchTest static final ArchTests rules = ArchTests.in(ArchitectureRules.class);
 * }
 * }</pre>
 */
public final class ArchitectureRules {

  @ArchTest
  public static final ArchRule PACKAGES_ARE_DESCRIBED_AND_NULL_MARKED =
      classes()
          .should(new LiveInNullMarkedPackage())
          .because("null is decided per package, in its package-info");

  @ArchTest
  public static final ArchRule CAPABILITIES_ARE_FREE_OF_CYCLES =
      slices()
          .matching("dev.holdfast.*.(*)..")
          .should()
          .beFreeOfCycles()
          .allowEmptyShould(true)
          .because("a capability must be understood and tested by itself");

  @ArchTest
  public static final ArchRule NAMES_SAY_WHAT_THINGS_ARE =
      noClasses()
          .should()
          .haveSimpleNameEndingWith("Impl")
          .orShould()
          .haveSimpleNameEndingWith("Util")
          .orShould()
          .haveSimpleNameEndingWith("Utils")
          .orShould()
          .haveSimpleNameEndingWith("Helper")
          .orShould()
          .haveSimpleNameEndingWith("Manager")
          .because("such a name fits anything");

  @ArchTest
  public static final ArchRule TIME_COMES_FROM_THE_CLOCK =
      noClasses()
          .should(Time.READ_THE_PRESENT)
          .because("tests move java.time.Clock, and cannot move the machine's");

  @ArchTest
  public static final ArchRule CLOCK_IS_MADE_IN_FACTORIES =
      noClasses()
          .that()
          .areNotAnnotatedWith("io.micronaut.context.annotation.Factory")
          .and()
          .resideOutsideOfPackages(
              "dev.holdfast.testsupport..", "dev.holdfast.local..", "dev.holdfast.bench..")
          .should(Time.MAKE_A_CLOCK)
          .because("there is one Clock bean")
          .allowEmptyShould(true);

  @ArchTest
  public static final ArchRule LOGS_GO_THROUGH_SLF4J =
      noClasses().should(GeneralCodingRules.USE_JAVA_UTIL_LOGGING);

  @ArchTest
  public static final ArchRule ONLY_COMMANDS_PRINT =
      noClasses()
          .that()
          .resideOutsideOfPackages(
              "dev.holdfast.embedded..",
              "dev.holdfast.local..",
              "dev.holdfast.sample..",
              "dev.holdfast.acceptance..",
              "dev.holdfast.listener.replay..")
          .should(GeneralCodingRules.ACCESS_STANDARD_STREAMS)
          .allowEmptyShould(true);

  @ArchTest
  public static final ArchRule BEANS_ARE_INJECTED_BY_CONSTRUCTOR =
      GeneralCodingRules.NO_CLASSES_SHOULD_USE_FIELD_INJECTION.allowEmptyShould(true);

  @ArchTest
  public static final ArchRule SETTINGS_ARE_RECORDS =
      noFields()
          .should()
          .beAnnotatedWith("io.micronaut.context.annotation.Value")
          .orShould()
          .beAnnotatedWith("io.micronaut.context.annotation.Property")
          .because("settings belong in one validated record per concern")
          .allowEmptyShould(true);

  @ArchTest
  public static final ArchRule PORTS_DO_NOT_KNOW_THEIR_TECHNOLOGIES =
      classes().should(new NotDependOnOwnTechnology(List.of("jdbc", "http", "kafka", "jwt")));

  @ArchTest
  public static final ArchRule CONTROLLERS_LIVE_IN_HTTP_PACKAGES =
      classes()
          .that()
          .areAnnotatedWith("io.micronaut.http.annotation.Controller")
          .should()
          .resideInAPackage("..http..")
          .allowEmptyShould(true);

  @ArchTest
  public static final ArchRule SERVICES_DO_NOT_KNOW_EACH_OTHER =
      classes()
          .that(resideInAnyPackage(Services.PACKAGES))
          .should(new NotDependOnAnotherService())
          .because("they meet in contracts and over the network only")
          .allowEmptyShould(true);

  private ArchitectureRules() {}
}
