package dev.meridian.controlplane.jobs.imports;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;

/// What is put before a batch script does in a real shell what Slurm would have done.
class SlurmPrologueTest {

    private static final String TWO_NODES =
            """
            #!/bin/sh
            #SBATCH --nodes=2 --ntasks-per-node=2
            nodes=$(scontrol show hostnames $SLURM_JOB_NODELIST)
            head=$(srun --nodes=1 --ntasks=1 -w "$nodes" hostname --ip-address)
            echo "head $head of $SLURM_NNODES"
            srun -n 1 echo once
            srun --cpu-bind=none sh -c 'echo "task $SLURM_PROCID $SLURM_LOCALID"'
            srun false || echo "code $?"
            """;

    @Test
    void stepsRunTheirTasksOnTheNodeAndKnowTheirNumbers() throws Exception {
        assertThat(run(TWO_NODES, Map.of("RANK", "0", "MASTER_ADDR", "10.0.0.1")))
                .containsExactlyInAnyOrder(
                        "head 10.0.0.1 of 2", "once", "task 0 0", "task 1 1", "code 1");
        assertThat(run(TWO_NODES, Map.of("RANK", "1", "MASTER_ADDR", "10.0.0.1")))
                .containsExactlyInAnyOrder("head 10.0.0.1 of 2", "task 2 0", "task 3 1", "code 1");
    }

    @Test
    void anIndexIsThatOfTheFile() throws Exception {
        String script = "#!/bin/sh\n#SBATCH --array=%s\necho $SLURM_ARRAY_TASK_ID\n";
        Map<String, String> third = Map.of("MERIDIAN_ARRAY_INDEX", "2");
        assertThat(run(script.formatted("0-9"), third)).containsExactly("2");
        assertThat(run(script.formatted("10-20:5"), third)).containsExactly("20");
        assertThat(run(script.formatted("4,2,9"), third)).containsExactly("9");
    }

    @Test
    void aPartOfAHeterogeneousJobRunsItsOwnSteps() throws Exception {
        String script =
                "#!/bin/sh\n#SBATCH -n1\n#SBATCH hetjob\n#SBATCH -n1\nsrun echo first\nsrun --het-group=1 echo second\n";
        assertThat(run(script, Map.of("MERIDIAN_GROUP", "part-0"))).containsExactly("first");
        Map<String, String> second =
                Map.of("MERIDIAN_GROUP", "part-1", "MERIDIAN_ALLOCATION_INDEX", "0", "RANK", "1");
        assertThat(run(script, second)).containsExactly("second");
        String numbered = script.replace("echo second", "sh -c 'echo $SLURM_PROCID'");
        assertThat(run(numbered, second)).as("counted in its own part").containsExactly("0");
        assertThat(run(script.replace("--het-group=1", "-n1 --het-group=1"), second))
                .containsExactly("second");
    }

    private static List<String> run(String script, Map<String, String> environment)
            throws IOException, InterruptedException {
        var start = new ProcessBuilder(Converted.group(script).task().command());
        start.environment().putAll(environment);
        Process process = start.start();
        String out = new String(process.getInputStream().readAllBytes(), StandardCharsets.UTF_8);
        process.waitFor();
        return out.lines().toList();
    }
}
