package dev.meridian.verification.bench.scale;

import dev.meridian.verification.bench.SlurmDaemons;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.time.LocalDateTime;
import java.util.List;

/// Debian's Slurm with nodes that are powered down: it decides and allocates as ever and has them
/// woken, which nobody does, so that no job is launched and nothing but its scheduling is measured.
final class SleepingSlurm implements AutoCloseable {
    private static final Duration LOOK = Duration.ofMillis(500);
    private static final Duration LIMIT = Duration.ofMinutes(4);
    private static final double NANOS = 1e9;
    private static final String LOG = "ctld.log";

    private static final String CONFIGURATION =
            """
            SlurmctldLogFile=FOLDER/ctld.log
            LogTimeFormat=iso8601_ms
            SchedulerType=sched/builtin
            SchedulerParameters=batch_sched_delay=0,sched_min_interval=0,sched_interval=1,default_queue_depth=20000,partition_job_depth=20000,max_sched_time=600
            SlurmctldParameters=power_save_interval=3600
            SuspendProgram=/bin/true
            ResumeProgram=/bin/true
            SuspendTime=86400
            ResumeTimeout=3600
            ResumeRate=0
            PrivateData=cloud
            SlurmctldDebug=info
            NodeName=n[00001-%05d] CPUs=%d RealMemory=1000 State=CLOUD
            PartitionName=all Nodes=ALL Default=YES MaxTime=INFINITE State=DOWN
            """;

    private final SlurmDaemons daemons;

    private SleepingSlurm(SlurmDaemons daemons) {
        this.daemons = daemons;
    }

    /// @param work where its folder is made, and kept where it fails
    /// @param cores of each node
    static SleepingSlurm start(Path work, int nodes, int cores) throws IOException {
        SlurmDaemons daemons =
                SlurmDaemons.prepare(
                        Files.createTempDirectory(work, "slurmctld"),
                        CONFIGURATION.formatted(nodes, cores),
                        LOOK,
                        LIMIT);
        try {
            daemons.daemon("slurmctld");
            daemons.await(
                    "its nodes are not there",
                    () -> daemons.call("sinfo", "--noheader").contains("idle"));
            return new SleepingSlurm(daemons);
        } catch (RuntimeException e) {
            daemons.stop();
            throw e;
        }
    }

    /// All jobs wait before the partition opens, so that their submission is not measured.
    ///
    /// @return jobs a second by the times in its own log
    double decide(int jobs) {
        daemons.call(
                "sbatch",
                "--output=/dev/null",
                "--error=/dev/null",
                "--ntasks=1",
                "--array=0-" + (jobs - 1),
                "--wrap=true");
        daemons.call("scontrol", "update", "partitionname=all", "state=up");
        daemons.await("its jobs are not decided", () -> decisions().size() >= jobs);
        List<LocalDateTime> times =
                decisions().stream()
                        .map(line -> LocalDateTime.parse(line.substring(1, line.indexOf(']'))))
                        .sorted()
                        .toList();
        return jobs / (Duration.between(times.getFirst(), times.getLast()).toNanos() / NANOS);
    }

    /// By its main scheduler and by its backfill; asking it would keep it from its work.
    private List<String> decisions() {
        return daemons.lines(LOG).stream()
                .filter(line ->
                        line.contains("sched: Allocate JobId=")
                                || line.contains("_start_job: Started JobId="))
                .toList();
    }

    @Override
    public void close() {
        daemons.close();
    }
}
