package dev.meridian.controlplane.jobs.imports;

import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.api.Assertions.assertTimeoutPreemptively;
import static org.junit.jupiter.params.provider.Arguments.arguments;

import dev.meridian.controlplane.jobs.ImportReading;
import dev.meridian.controlplane.jobs.spec.JsonText;
import dev.meridian.controlplane.jobs.spec.YamlTree;
import dev.meridian.controlplane.support.Mutations;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Collections;
import java.util.List;
import java.util.Random;
import java.util.SplittableRandom;
import java.util.stream.Stream;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;
import org.junit.jupiter.params.provider.ValueSource;

/// Thousands of broken files: each is converted into what the reader of submissions accepts, or
/// refused with a reason; none fails.
class ImportFuzzTest {

    private static final Path EXAMPLES = Path.of("src/test/resources/imports");
    private static final int MOST = 500;

    private static final String JOB =
            "{apiVersion: batch/v1, kind: Job, metadata: {name: a}, spec: {template: {spec: {containers: [{image: a, command: [a], env: [%s]}]}}}}\n";

    @ParameterizedTest
    @ValueSource(
            strings = {
                "job.yaml",
                "pytorch.yaml",
                "volcano.yaml",
                "ray.yaml",
                "jobset.yaml",
                "sky.yaml"
            })
    void absurdValuesAtEveryPlace(String file) throws Exception {
        byte[] good = Files.readAllBytes(EXAMPLES.resolve(file));
        List<String> mutants = Mutations.everywhere(JsonText.of(YamlTree.parse(good).tree()));
        Collections.shuffle(mutants, new Random(7));
        for (String mutant : mutants.subList(0, Math.min(MOST, mutants.size()))) {
            answered(mutant.getBytes(StandardCharsets.UTF_8));
        }
    }

    @ParameterizedTest
    @ValueSource(strings = {"job.yaml", "pytorch.yaml", "sky.yaml", "script.sh"})
    void noise(String file) throws IOException {
        byte[] good = Files.readAllBytes(EXAMPLES.resolve(file));
        var random = new SplittableRandom(11);
        for (int i = 0; i < 250; i++) {
            answered(Mutations.noise(good, random));
        }
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "0",
                "-1",
                "1-",
                "9999999999",
                "1,,2",
                "a:b",
                "1:0",
                "gpu:-1",
                "",
                "%",
                "0x10",
                "[",
                "💥",
                "1e9",
                "999999999"
            })
    void absurdValuesOfEveryOption(String value) {
        for (String option :
                "nodes ntasks ntasks-per-node cpus-per-task gpus gpus-per-node gpus-per-task gres mem mem-per-cpu mem-per-gpu cpus-per-gpu time array nodelist exclude constraint tmp deadline export qos partition job-name chdir switches"
                        .split(" ")) {
            String script =
                    "#!/bin/sh\n#SBATCH -N2 -n4 --gpus=4\n#SBATCH --"
                            + option
                            + "="
                            + value
                            + "\nsrun true\n";
            answered(script.getBytes(StandardCharsets.UTF_8));
        }
    }

    /// Files that would take minutes or gigabytes if something in them were read over and over, or
    /// written out in full.
    static Stream<Arguments> bombs() {
        var doubling = new StringBuilder("{name: V0, value: xxxxxxxxxx}");
        var variables = new StringBuilder("#!/bin/sh\n#SBATCH --time=1\n");
        for (int i = 1; i < 60; i++) {
            doubling.append(", {name: V%1$d, value: $(V%2$d)$(V%2$d)}".formatted(i, i - 1));
        }
        for (int i = 0; i < 40_000; i++) {
            variables
                    .append("echo $SLURM_")
                    .append(Integer.toString(i, 26).replaceAll("\\d", "Z$0"))
                    .append('\n');
        }
        return Stream.of(
                arguments("blank lines", "\n".repeat(900_000) + "x", "none of the job files"),
                arguments("variables", variables.toString(), "makes no job"),
                arguments("parts", "#SBATCH -N1\n#SBATCH hetjob\n".repeat(30_000), "100 parts"),
                arguments("documents", ("---\n" + JOB.formatted("")).repeat(120), "at most 100"),
                arguments("doubling", JOB.formatted(doubling), "in terms of one another"),
                arguments("depth", "[".repeat(500_000), "nested deeper"));
    }

    @ParameterizedTest(name = "{0}")
    @MethodSource("bombs")
    void bombsAreRefusedBeforeTheyGoOff(String name, String file, String why) {
        var read =
                assertTimeoutPreemptively(
                        Duration.ofMinutes(1),
                        () -> Converted.read(file.getBytes(StandardCharsets.UTF_8), "x"),
                        name);
        assertThat(read.toString()).contains(why);
    }

    private static void answered(byte[] file) {
        switch (Converted.read(file, "x")) {
            case ImportReading.Converted converted -> Converted.checked(converted);
            case ImportReading.Unparsable refused ->
                    assertThat(Converted.refusal(refused)).isNotBlank();
            case ImportReading.Impossible refused ->
                    assertThat(Converted.refusal(refused)).isNotBlank();
        }
    }
}
