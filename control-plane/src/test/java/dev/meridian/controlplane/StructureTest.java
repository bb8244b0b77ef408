package dev.meridian.controlplane;

import static com.tngtech.archunit.core.domain.JavaCall.Predicates.target;
import static com.tngtech.archunit.core.domain.JavaClass.Predicates.resideInAPackage;
import static com.tngtech.archunit.core.domain.JavaClass.Predicates.resideInAnyPackage;
import static com.tngtech.archunit.core.domain.properties.HasName.Predicates.name;
import static com.tngtech.archunit.lang.conditions.ArchPredicates.are;
import static com.tngtech.archunit.lang.syntax.ArchRuleDefinition.classes;
import static com.tngtech.archunit.lang.syntax.ArchRuleDefinition.methods;
import static com.tngtech.archunit.lang.syntax.ArchRuleDefinition.noClasses;
import static com.tngtech.archunit.library.dependencies.SlicesRuleDefinition.slices;

import com.tngtech.archunit.base.DescribedPredicate;
import com.tngtech.archunit.core.domain.JavaClass;
import com.tngtech.archunit.core.domain.JavaClasses;
import com.tngtech.archunit.core.importer.ClassFileImporter;
import com.tngtech.archunit.core.importer.ImportOption;
import com.tngtech.archunit.lang.ArchRule;
import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.modulith.core.ApplicationModules;

/// What must never be: one test for each sentence under that heading of
/// docs/explanation/architecture.md.
///
/// A rule about a room that is still empty holds; it speaks up when the first class moves in.
class StructureTest {

    private static final String ROOT = "dev.meridian.controlplane";

    /// Top to bottom: a room may use the rooms before it.
    static final List<String> ROOMS =
            List.of(
                    "kernel",
                    "replicas",
                    "projects",
                    "audit",
                    "approvals",
                    "fleet",
                    "jobs",
                    "telemetry",
                    "forecast",
                    "placement",
                    "dispatch",
                    "scaling",
                    "simulation",
                    "tuning");

    static final List<String> DOORS = List.of("rest", "console", "agents", "commands");

    private static final JavaClasses ALL =
            new ClassFileImporter()
                    .withImportOption(new ImportOption.DoNotIncludeTests())
                    .importPackages(ROOT);

    @Test
    void modulesOfSpringModulithHold() {
        ApplicationModules.of(ControlPlane.class).verify();
    }

    @Test
    void modelsArePlainJava() {
        check(
                classes()
                        .that()
                        .resideInAPackage(ROOT + "..model..")
                        .should()
                        .onlyDependOnClassesThat()
                        .resideInAnyPackage("java..", "org.jspecify..", ROOT + "..model.."));
    }

    @Test
    void persistenceLivesInStores() {
        onlyIn(
                List.of(ROOT + "..store.."),
                "jakarta.persistence..",
                "org.hibernate..",
                "org.springframework.data..",
                "org.springframework.jdbc..",
                "org.springframework.orm..",
                "org.flywaydb..",
                "org.postgresql..",
                "java.sql..",
                "javax.sql..");
    }

    /// Beside the sentences, for it drains the pool slowly and no other test sees it at once.
    @Test
    void noStatementIsReadAsAStream() {
        check(
                noClasses()
                        .should()
                        .callMethod(JdbcClient.MappedQuerySpec.class, "stream")
                        .orShould()
                        .callMethodWhere(target(name("queryForStream")))
                        .because(
                                "outside of a transaction nobody closes the stream, and each call would keep a"
                                        + " connection of the pool: read a list"));
    }

    @Test
    void theSolverLivesInItsRoom() {
        onlyIn(List.of(ROOT + ".placement.solver.."), "ai.timefold..");
    }

    @Test
    void learningLivesInLearn() {
        onlyIn(List.of(ROOT + "..learn.."), "org.tribuo..", "ml.dmlc..");
    }

    @Test
    void theWireToAgentsLivesBehindItsDoor() {
        onlyIn(
                List.of(ROOT + ".agents.."),
                "io.grpc..",
                "com.google.protobuf..",
                "dev.meridian.agent.protocol..");
    }

    @Test
    void webFrameworksLiveInRestAndConsole() {
        onlyIn(
                List.of(ROOT + ".rest..", ROOT + ".console.."),
                "org.springframework.web..",
                "org.thymeleaf..",
                "jakarta.servlet..");
    }

    @Test
    void nothingUsesADoor() {
        for (String door : DOORS) {
            check(
                    noClasses()
                            .that()
                            .resideOutsideOfPackage(ROOT + "." + door + "..")
                            // the main class chooses between serving and a command
                            .and()
                            .doNotHaveFullyQualifiedName(ControlPlane.class.getName())
                            .should()
                            .dependOnClassesThat()
                            .resideInAPackage(ROOT + "." + door + "..")
                            .because("doors open outwards only"));
        }
    }

    @Test
    void aStoreBelongsToItsRoom() {
        for (String room : ROOMS) {
            check(
                    noClasses()
                            .that()
                            .resideOutsideOfPackage(ROOT + "." + room + "..")
                            .should()
                            .dependOnClassesThat()
                            .resideInAPackage(ROOT + "." + room + "..store..")
                            .because("rows are the private matter of their room"));
        }
    }

    @Test
    void roomsUseOnlyRoomsAboveThem() {
        for (int i = 0; i < ROOMS.size(); i++) {
            String[] below =
                    ROOMS.subList(i + 1, ROOMS.size()).stream()
                            .map(room -> ROOT + "." + room + "..")
                            .toArray(String[]::new);
            check(
                    noClasses()
                            .that()
                            .resideInAPackage(ROOT + "." + ROOMS.get(i) + "..")
                            .should()
                            .dependOnClassesThat(are(resideInAnyPackage(below)))
                            .because("the table of rooms runs one way"));
        }
    }

    @Test
    void roomsHaveNoCycles() {
        check(slices().matching(ROOT + ".(*)..").should().beFreeOfCycles());
    }

    @Test
    void everyRoomIsInTheTable() {
        check(
                classes()
                        .that(are(DescribedPredicate.not(resideInAPackage(ROOT))))
                        .should()
                        .resideInAnyPackage(
                                Stream.concat(ROOMS.stream(), DOORS.stream())
                                        .map(room -> ROOT + "." + room + "..")
                                        .toArray(String[]::new)));
    }

    @Test
    void noRowInAPublicSignature() {
        check(
                methods()
                        .that()
                        .arePublic()
                        .and()
                        .areDeclaredInClassesThat()
                        .arePublic()
                        .and()
                        .areDeclaredInClassesThat(
                                are(DescribedPredicate.not(resideInAPackage("..store.."))))
                        .should(Signatures.notInvolve(entities())));
    }

    @Test
    void planningEntitiesAreASetOfTheirOwn() {
        check(
                noClasses()
                        .that()
                        .areAnnotatedWith(
                                "ai.timefold.solver.core.api.domain.entity.PlanningEntity")
                        .should()
                        .beAnnotatedWith("jakarta.persistence.Entity")
                        .orShould()
                        .resideOutsideOfPackage(ROOT + ".placement.solver.."));
    }

    @Test
    void onlyTheWiringTellsTimeOrThrowsDice() {
        check(
                Clocks.noneReadBy(
                        classes().that().doNotHaveFullyQualifiedName(ROOT + ".kernel.Wiring")));
    }

    @Test
    void namesSayWhatAThingIs() {
        check(
                noClasses()
                        .should()
                        .haveNameMatching(".*(Utils?|Helper|Manager|Impl)")
                        .because("such a name tells nothing"));
        check(
                noClasses()
                        .should()
                        .dependOnClassesThat()
                        .resideInAnyPackage("lombok..", "org.mockito..", "org.easymock.."));
    }

    private static void onlyIn(List<String> homes, String... library) {
        check(
                noClasses()
                        .that()
                        .resideOutsideOfPackages(homes.toArray(String[]::new))
                        .should()
                        .dependOnClassesThat()
                        .resideInAnyPackage(library)
                        .because("one library, one home: " + homes));
    }

    private static DescribedPredicate<JavaClass> entities() {
        return DescribedPredicate.describe(
                "rows",
                type ->
                        type.isAnnotatedWith("jakarta.persistence.Entity")
                                || (type.getPackageName().contains(".store")
                                        && type.getSimpleName().endsWith("Row")));
    }

    private static void check(ArchRule rule) {
        rule.allowEmptyShould(true).check(ALL);
    }
}
