package dev.meridian.verification.bench;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.stream.Stream;

/// Slurm as Debian ships it, with one node, started for this run alone: no control groups, and
/// tuned to start jobs as soon as it can.
final class Slurm implements AutoCloseable {

    private static final Duration LOOK = Duration.ofMillis(50);
    private static final Duration LIMIT = Duration.ofMinutes(5);
    private static final String BOOK = "jobs.txt";

    private static final String CONFIGURATION =
            """
            SlurmdSpoolDir=FOLDER/spool
            SlurmdPidFile=FOLDER/slurmd.pid
            JobCompType=jobcomp/filetxt
            JobCompLoc=FOLDER/jobs.txt
            SchedulerType=sched/backfill
            SchedulerParameters=batch_sched_delay=0,sched_min_interval=0,sched_interval=1,bf_interval=1,default_queue_depth=20000,partition_job_depth=20000
            SlurmdParameters=config_overrides
            MinJobAge=2
            ReturnToService=2
            SlurmctldDebug=error
            SlurmdDebug=error
            NodeName=HOST NodeAddr=127.0.0.1 CPUs=%d RealMemory=1000 State=UNKNOWN
            PartitionName=all Nodes=HOST Default=YES MaxTime=INFINITE State=UP
            """;

    private final SlurmDaemons daemons;

    private Slurm(SlurmDaemons daemons) {
        this.daemons = daemons;
    }

    /// @param slots how many jobs it may run at once
    static Slurm start(int slots) throws IOException {
        Path folder = Files.createTempDirectory("slurm");
        Files.createFile(folder.resolve(BOOK));
        Files.createDirectories(folder.resolve("spool"));
        SlurmDaemons daemons =
                SlurmDaemons.prepare(folder, CONFIGURATION.formatted(slots), LOOK, LIMIT);
        try {
            daemons.daemon("slurmctld");
            daemons.daemon("slurmd");
            daemons.await(
                    "its node is not idle",
                    () -> daemons.call("sinfo", "--noheader").contains("idle"));
            return new Slurm(daemons);
        } catch (RuntimeException e) {
            daemons.stop();
            throw e;
        }
    }

    Contestant array() {
        return new Way("one job array, sbatch --array", this::submitArray);
    }

    Contestant singles() {
        return new Way("jobs of their own, an sbatch each, one after the other", this::submitEach);
    }

    private void submitArray(int jobs) {
        daemons.call(sbatch("--array=0-" + (jobs - 1)));
    }

    private void submitEach(int jobs) {
        for (int i = 0; i < jobs; i++) {
            daemons.call(sbatch());
        }
    }

    private static String[] sbatch(String... more) {
        return Stream.concat(
                        Stream.of(
                                "sbatch",
                                "--parsable",
                                "--output=/dev/null",
                                "--error=/dev/null",
                                "--ntasks=1",
                                "--wrap=true"),
                        Stream.of(more))
                .toArray(String[]::new);
    }

    private interface Submission {
        void submit(int jobs);
    }

    private final class Way implements Contestant {
        private final String words;
        private final Submission submission;

        Way(String words, Submission submission) {
            this.words = words;
            this.submission = submission;
        }

        @Override
        public String system() {
            return "slurm";
        }

        @Override
        public String way() {
            return words;
        }

        @Override
        public double run(int jobs) {
            int before = ended().size();
            long start = System.nanoTime();
            submission.submit(jobs);
            daemons.await("its jobs have not ended", () -> ended().size() - before >= jobs);
            double seconds = (System.nanoTime() - start) / 1e9;
            long good =
                    ended().stream()
                            .skip(before)
                            .filter(line -> line.contains("JobState=COMPLETED"))
                            .count();
            if (good != jobs) {
                throw new IllegalStateException(
                        good + " of " + jobs + " jobs of Slurm completed, see " + daemons.folder());
            }
            return seconds;
        }
    }

    /// Its book of what has ended: a line for each job, and looking at it costs Slurm nothing.
    private List<String> ended() {
        return daemons.lines(BOOK);
    }

    @Override
    public void close() {
        daemons.close();
    }
}
