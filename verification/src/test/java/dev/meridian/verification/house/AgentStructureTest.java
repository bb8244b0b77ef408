package dev.meridian.verification.house;

import static com.tngtech.archunit.lang.syntax.ArchRuleDefinition.classes;
import static com.tngtech.archunit.lang.syntax.ArchRuleDefinition.noClasses;

import com.tngtech.archunit.core.domain.JavaClasses;
import com.tngtech.archunit.core.importer.ClassFileImporter;
import dev.meridian.verification.local.Checkout;
import java.nio.file.Path;
import org.junit.jupiter.api.Test;

/// What the agent and the command must never be.
class AgentStructureTest {

    private static final Path ROOT = Checkout.find().root();
    private static final JavaClasses AGENT =
            new ClassFileImporter().importPath(ROOT.resolve("region-agent/target/classes"));
    private static final JavaClasses CLI =
            new ClassFileImporter().importPath(ROOT.resolve("cli/target/classes"));

    @Test
    void theAgentUsesNeitherSpringNorJdbcNorTheControlPlane() {
        noClasses()
                .should()
                .dependOnClassesThat()
                .resideInAnyPackage(
                        "org.springframework..",
                        "java.sql..",
                        "javax.sql..",
                        "dev.meridian.controlplane..")
                .check(AGENT);
    }

    @Test
    void theCommandKnowsTheApiAlone() {
        classes()
                .should()
                .onlyDependOnClassesThat()
                .resideInAnyPackage(
                        "java..",
                        "org.jspecify..",
                        "picocli..",
                        "tools.jackson..",
                        "dev.meridian.cli..")
                .check(CLI);
    }

    @Test
    void namesSayWhatAThingIs() {
        var rule = noClasses().should().haveNameMatching(".*(Utils?|Helper|Manager|Impl)");
        rule.check(AGENT);
        rule.check(CLI);
    }
}
