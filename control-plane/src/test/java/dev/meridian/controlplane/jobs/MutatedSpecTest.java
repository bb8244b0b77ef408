package dev.meridian.controlplane.jobs;

import static org.assertj.core.api.Assertions.assertThat;

import dev.meridian.controlplane.jobs.model.spec.PriorityClasses;
import dev.meridian.controlplane.kernel.model.Refusal;
import dev.meridian.controlplane.support.Mutations;
import dev.meridian.controlplane.support.Specs;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.List;
import java.util.SplittableRandom;
import org.junit.jupiter.api.Test;

/// Thousands of broken specs, each from the full one by one absurd change: none may be more than
/// refused.
class MutatedSpecTest {

    private static final JobSpecReader READER = new JobSpecReader(PriorityClasses.STANDARD);
    private static final String FULL = JobSpecWriter.toJson(Specs.yaml(Specs.everything()));

    @Test
    void everyChangeAtEveryPlaceIsAnsweredWithPointers() {
        List<String> mutants = Mutations.everywhere(FULL);
        assertThat(mutants).hasSizeGreaterThan(3_000);
        long accepted =
                mutants.stream().filter(mutant -> readable(mutant, SpecFormat.JSON)).count();
        assertThat(accepted).as("most changes break something").isLessThan(mutants.size() / 2);
        mutants.forEach(mutant -> readable(mutant, SpecFormat.YAML));
    }

    @Test
    void noiseInTheBytesIsAnswered() {
        var random = new SplittableRandom(20_261_120);
        byte[] json = FULL.getBytes(StandardCharsets.UTF_8);
        byte[] yaml = Specs.everything().getBytes(StandardCharsets.UTF_8);
        for (int i = 0; i < 1_500; i++) {
            answered(Mutations.noise(json, random), SpecFormat.JSON);
            answered(Mutations.noise(yaml, random), SpecFormat.YAML);
        }
    }

    @Test
    void absurdNumbersCostNoTime() {
        org.junit.jupiter.api.Assertions.assertTimeout(
                Duration.ofSeconds(10),
                () -> {
                    for (String number : Mutations.ABSURD_NUMBERS) {
                        for (String place :
                                List.of("count", "resources\": {\"cpu", "resources\": {\"memory")) {
                            String close = place.contains("{") ? "}" : "";
                            readable(
                                    "{\"name\": \"a\", \"taskGroups\": [{\""
                                            + place
                                            + "\": "
                                            + number
                                            + close
                                            + ", \"task\": {\"command\": [\"a\"]}}]}",
                                    SpecFormat.JSON);
                        }
                    }
                });
    }

    private static boolean readable(String text, SpecFormat format) {
        return answered(text.getBytes(StandardCharsets.UTF_8), format);
    }

    private static boolean answered(byte[] body, SpecFormat format) {
        SpecReading reading = READER.read(body, format);
        if (reading instanceof SpecReading.Accepted accepted) {
            String written = JobSpecWriter.toJson(accepted.spec());
            assertThat(JobSpecReader.fromJson(written)).isEqualTo(accepted.spec());
            return true;
        }
        List<Refusal> refusals = Specs.refusals(reading);
        assertThat(refusals).isNotEmpty();
        for (Refusal refusal : refusals) {
            boolean pointer = refusal.pointer().isEmpty() || refusal.pointer().startsWith("/");
            boolean detail = !refusal.detail().isBlank() && refusal.detail().length() < 2_000;
            assertThat(pointer && detail).as(refusal.toString()).isTrue();
        }
        return false;
    }
}
