package dev.meridian.agent;

import static com.tngtech.archunit.lang.syntax.ArchRuleDefinition.classes;
import static com.tngtech.archunit.lang.syntax.ArchRuleDefinition.noClasses;
import static com.tngtech.archunit.library.dependencies.SlicesRuleDefinition.slices;

import com.tngtech.archunit.core.domain.JavaClasses;
import com.tngtech.archunit.core.importer.ClassFileImporter;
import com.tngtech.archunit.core.importer.ImportOption;
import java.time.Instant;
import org.junit.jupiter.api.Test;

/// What must never be in the agent.
class StructureTest {
    private static final JavaClasses ALL =
            new ClassFileImporter()
                    .withImportOption(new ImportOption.DoNotIncludeTests())
                    .importPackages("dev.meridian.agent")
                    .that(
                            com.tngtech.archunit.base.DescribedPredicate.not(
                                    com.tngtech.archunit.core.domain.JavaClass.Predicates
                                            .resideInAPackage("..agent.protocol..")));

    @Test
    void theAgentIsPlainJava() {
        noClasses()
                .should()
                .dependOnClassesThat()
                .resideInAnyPackage(
                        "org.springframework..",
                        "java.sql..",
                        "javax.sql..",
                        "dev.meridian.controlplane..",
                        "lombok..")
                .check(ALL);
    }

    @Test
    void eachLibraryHasOneHome() {
        noClasses()
                .that()
                .resideOutsideOfPackage("..agent.link..")
                .should()
                .dependOnClassesThat()
                .resideInAPackage("io.grpc..")
                .check(ALL);
        noClasses()
                .that()
                .resideOutsideOfPackage("..agent.probe..")
                .should()
                .dependOnClassesThat()
                .resideInAPackage("oshi..")
                .check(ALL);
    }

    @Test
    void roomsHaveNoCycles() {
        slices().matching("dev.meridian.agent.(*)..").should().beFreeOfCycles().check(ALL);
        noClasses()
                .that()
                .resideInAPackage("..agent.link..")
                .should()
                .dependOnClassesThat()
                .resideInAnyPackage("..agent.run..", "..agent.probe..", "..agent.journal..")
                .check(ALL);
    }

    @Test
    void nothingTellsTimeOrSleepsByItself() {
        noClasses().should().callMethod(Instant.class, "now").check(ALL);
        noClasses().should().callMethod(Math.class, "random").check(ALL);
        noClasses().should().callMethod(Thread.class, "sleep", long.class).check(ALL);
        noClasses().should().callMethod(Thread.class, "sleep", java.time.Duration.class).check(ALL);
        noClasses().should().callMethod(System.class, "currentTimeMillis").check(ALL);
        noClasses()
                .that()
                .doNotHaveSimpleName("Agent")
                .should()
                .callMethod(System.class, "nanoTime")
                .check(ALL);
    }

    @Test
    void namesSayWhatThingsAre() {
        for (String end : new String[] {"Util", "Utils", "Helper", "Manager", "Impl"}) {
            noClasses().should().haveSimpleNameEndingWith(end).check(ALL);
        }
        classes()
                .that()
                .haveSimpleNameEndingWith("Driver")
                .and()
                .areNotInterfaces()
                .should()
                .implement(dev.meridian.agent.run.Driver.class)
                .check(ALL);
    }
}
