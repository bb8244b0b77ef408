package dev.meridian.controlplane.projects;

import static org.assertj.core.api.Assertions.assertThat;

import dev.meridian.controlplane.kernel.model.Mebibytes;
import dev.meridian.controlplane.kernel.model.Millicores;
import dev.meridian.controlplane.kernel.model.Refusal;
import dev.meridian.controlplane.projects.model.Admission;
import dev.meridian.controlplane.projects.model.AdmissionRequest;
import dev.meridian.controlplane.projects.model.Limits;
import dev.meridian.controlplane.projects.model.Project;
import java.time.Instant;
import java.util.Optional;
import java.util.Set;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;

class AdmissionTest {

    private static final AdmissionFacts.Facts EUROPEAN =
            new AdmissionFacts.Facts(
                    new Project(
                            "nlp",
                            "",
                            "research",
                            new Limits(Millicores.ofCores(8), Mebibytes.ofGibibytes(16), 4),
                            Set.of("EU", "CH"),
                            Instant.EPOCH,
                            0),
                    Set.of("research", "urgent"));

    @Test
    void anAdmittedJobGoesToTheDefaultQueueAndWhereBothAllow() {
        assertThat(judge(null, Set.of("EU", "US"), 8, 16, 4))
                .isEqualTo(new Admission.Admitted("nlp", "research", Set.of("EU"), null));
        assertThat(judge("urgent", Set.of(), 1, 1, 0))
                .isEqualTo(new Admission.Admitted("nlp", "urgent", Set.of("EU", "CH"), null));
    }

    @Test
    void everyCeilingThatIsExceededIsNamed() {
        assertThat(judge("research", Set.of(), 9, 17, 5))
                .isInstanceOfSatisfying(
                        Admission.Refused.class,
                        refused ->
                                assertThat(refused.refusals())
                                        .extracting(Refusal::detail)
                                        .containsExactly(
                                                "The job asks for 9 of CPU cores; one job of this project may have 8.",
                                                "The job asks for 17Gi of memory; one job of this project may have 16Gi.",
                                                "The job asks for 5 of accelerators; one job of this project may have 4."));
    }

    @Test
    void aQueueOrJurisdictionThatIsNotThereIsRefused() {
        assertThat(judge("nightly", Set.of("US"), 1, 1, 0))
                .isInstanceOfSatisfying(
                        Admission.Refused.class,
                        refused ->
                                assertThat(refused.refusals())
                                        .extracting(Refusal::pointer)
                                        .containsExactly("/queue", "/placement/residency/allow"));
        assertThat(AdmissionRules.judge(request(null, Set.of(), 1, 1, 0), Optional.empty()))
                .isInstanceOf(Admission.Refused.class);
    }

    private static Admission judge(
            @Nullable String queue, Set<String> residency, int cores, int gib, int accelerators) {
        return AdmissionRules.judge(
                request(queue, residency, cores, gib, accelerators), Optional.of(EUROPEAN));
    }

    private static AdmissionRequest request(
            @Nullable String queue, Set<String> residency, int cores, int gib, int accelerators) {
        return new AdmissionRequest(
                "nlp",
                queue,
                residency,
                Millicores.ofCores(cores),
                Mebibytes.ofGibibytes(gib),
                accelerators);
    }
}
