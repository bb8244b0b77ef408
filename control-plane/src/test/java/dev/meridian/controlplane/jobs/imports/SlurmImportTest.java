package dev.meridian.controlplane.jobs.imports;

import static org.assertj.core.api.Assertions.assertThat;

import dev.meridian.controlplane.jobs.model.spec.JobSpec;
import dev.meridian.controlplane.jobs.model.spec.TaskGroupSpec;
import java.time.Duration;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/// Batch scripts of Slurm.
class SlurmImportTest {

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "--nodes=4 --gpus-per-node=8 | 4(4) gpu:8",
                "-N4 --gres=gpu:a100:2 | 4(4) A100:2",
                "-N 2 -n 8 --gpus-per-task=1 | 2(2) gpu:4",
                "--nodes=2 --ntasks-per-node=4 --gpus-per-task=h100:1 | 2(2) H100:4",
                "-N 4 -G 16 | 4(4) gpu:4",
                "--gpus=v100:2 | 1 V100:2",
                "--gres=gpu | 1 gpu:1",
                "--gres=gpu:1g.10gb:1 | 1 gpu:0.143",
                "--gres=gpu:a100_3g.20gb:2 | 1 A100:0.858",
                "--ntasks=8 | 8(8) -",
                "--ntasks=8 --gpus-per-task=1 | 8(8) gpu:1",
                "--nodes=2-4 | 4(2) -",
                "--array=0-31 | 32 -",
                "-a 1,5,9%2 | 3 -",
                "--exclusive | 1 -",
                "--gpus-per-n=2 | 1 gpu:2",
            })
    void nodesTasksAndDevicesAreCarriedOver(String options, String expected) {
        String script = "#!/bin/bash\n#SBATCH " + options + "\nsrun ./train\n";
        assertThat(Converted.groups(Converted.spec(script))).isEqualTo("main " + expected);
    }

    @ParameterizedTest
    @CsvSource({
        "30, PT30M",
        "30:15, PT30M15S",
        "12:30:00, PT12H30M",
        "2-12, PT60H",
        "1-00:00:30, PT24H30S"
    })
    void timeLimitsBecomeTheLongestRun(String time, Duration expected) {
        assertThat(Converted.spec("#!/bin/sh\n#SBATCH -t " + time + "\ntrue\n").runtime().max())
                .isEqualTo(expected);
    }

    @Test
    void everythingElseHasItsPlaceOrItsReason() {
        var job =
                Converted.job(
                        """
                        #!/bin/bash -l
                        #SBATCH --job-name="my job" -p gpu,long   # where
                        #SBATCH --mem-per-cpu=2G --cpus-per-task 4 --tmp=10G
                        #SBATCH --qos=high --requeue -x bad[01-02] -C "a100&nvme"
                        ##SBATCH --nodes=99
                        #SBATCH --export=ALL,EPOCHS=3 --mail-type=END -d afterok:17 --chdir=/data
                        #SBATCH -o out.txt
                        echo $SLURM_JOB_ID $SLURM_WHAT
                        #SBATCH --nodes=7
                        """);
        JobSpec spec = job.spec();
        TaskGroupSpec group = spec.taskGroups().getFirst();
        assertThat(spec.name()).isEqualTo("my-job");
        assertThat(spec.queue()).isEqualTo("gpu");
        assertThat(spec.priorityClass()).isEqualTo("high");
        assertThat(spec.retry().max()).isEqualTo(1);
        assertThat(group.instances()).isEqualTo(1);
        assertThat(group.resources().cpu().cores()).isEqualTo(4);
        assertThat(group.resources().memory()).hasToString("8Gi");
        assertThat(group.resources().disk()).hasToString("10Gi");
        assertThat(group.constraints())
                .extracting(Object::toString)
                .containsExactly("node notIn [bad01, bad02]", "a100 exists", "nvme exists");
        assertThat(group.task().env()).containsEntry("EPOCHS", "3");
        assertThat(group.task().command()).startsWith("/bin/bash", "-l", "-c");
        assertThat(group.task().command().get(3))
                .contains("export SLURM_JOB_ID=\"$MERIDIAN_JOB_ID\"", "cd /data || exit");
        assertThat(group.task().command().getLast()).startsWith("echo $SLURM_JOB_ID");
        assertThat(Converted.remarks(job))
                .anyMatch(one -> one.startsWith("6 left out: --dependency=afterok:17"))
                .anyMatch(one -> one.startsWith("6 left out: --mail-type=END"))
                .anyMatch(one -> one.startsWith("6 left out: --export=ALL,EPOCHS=3"))
                .anyMatch(one -> one.startsWith("7 not needed: --output=out.txt"))
                .anyMatch(one -> one.startsWith("8 left out: SLURM_WHAT"))
                .anyMatch(one -> one.startsWith("9 not needed: stands after the first command"));
    }

    @Test
    void theIndexOfAnArrayIsWhatItWas() {
        assertThat(array("0-9")).contains("SLURM_ARRAY_TASK_ID=\"$MERIDIAN_ARRAY_INDEX\"");
        assertThat(array("1-9:2")).contains("$((MERIDIAN_ARRAY_INDEX * 2 + 1))");
        assertThat(array("1,3,7")).contains("set -- 1 3 7");
        assertThat(Converted.job("#!/bin/sh\n#SBATCH -a 0-99%4\ntrue").json())
                .contains("\"array\":{\"size\":100,\"maxRunning\":4}");
    }

    private static String array(String indices) {
        return Converted.group("#!/bin/sh\n#SBATCH -a " + indices + "\ntrue")
                .task()
                .command()
                .get(2);
    }

    @Test
    void partsOfAHeterogeneousJobAreOneGang() {
        JobSpec spec =
                Converted.spec(
                        "#!/bin/sh\n#SBATCH -n1 --mem=1G\n#SBATCH hetjob\n#SBATCH -N2 --gres=gpu:4\n"
                                + "srun ./a\n");
        assertThat(Converted.groups(spec)).isEqualTo("part-0* 1 -, part-1* 2(2) gpu:4");
    }

    @Test
    void anotherInterpreterReadsTheScriptFromAFile() {
        List<String> command =
                Converted.group("#!/usr/bin/env python3\n#SBATCH -n1\nprint('a')\n")
                        .task()
                        .command();
        assertThat(command).startsWith("sh", "-c").endsWith("sh", "print('a')");
        assertThat(command.get(2)).endsWith("> batch-script && exec python3 batch-script");
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "--nodes=x | line 2: --nodes=x is not a number of nodes",
                "--nodes=0 | --nodes=0 is not a number of nodes",
                "--time=tomorrow | --time=tomorrow is not a time limit",
                "--mem=much | --mem=much is not an amount",
                "--gres=gpu:a:b:c | is not a number of devices",
                "--array=9-1 | is not a list of 1 to 100000 indices",
                "--array=0-3 -N2 | each task of the array asks for 2 nodes",
                "-N | --nodes lacks its value",
                "-Z1 | sbatch has no option -Z",
                "nodes=3 | is no option of sbatch",
                "--nodes=2 \"--x | a quote is not closed",
                "--nodes=2000000 | is not a number of nodes",
            })
    void whatCannotBeIsRefused(String options, String reason) {
        assertThat(Converted.refusal("#!/bin/sh\n#SBATCH " + options + "\nsrun true\n"))
                .contains(reason);
    }

    @Test
    void scriptsOfOthersAreRefused() {
        assertThat(Converted.refusal("#!/bin/sh\n#PBS -l nodes=1\ntrue")).contains("PBS");
        assertThat(Converted.refusal("#!/bin/sh\n#BSUB -n 1\ntrue")).contains("LSF");
        assertThat(Converted.refusal("#!/bin/sh\n#$ -pe mpi 4\ntrue")).contains("Grid Engine");
        assertThat(Converted.refusal("job \"a\" {\n}\n")).contains("Nomad");
        assertThat(Converted.refusal("#!/bin/sh\ntrue")).contains("no line begins with #SBATCH");
        assertThat(Converted.refusal("#!/bin/sh\n#SBATCH -n1\n")).contains("no command");
    }
}
