package dev.meridian.verification.bench;

import static java.nio.charset.StandardCharsets.UTF_8;

import dev.meridian.cli.client.Patience;
import dev.meridian.verification.local.Child;
import dev.meridian.verification.local.Folders;
import dev.meridian.verification.local.Ports;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.InetAddress;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Random;
import java.util.function.BooleanSupplier;
import java.util.stream.Stream;

/// Slurm as Debian ships it, with one node, started for this run alone: own folder, own ports, own
/// key, no control groups, and tuned to start jobs as soon as it can.
final class Slurm implements AutoCloseable {

    private static final Patience LOOK = new Patience(Duration.ofMillis(50));
    private static final Duration LIMIT = Duration.ofMinutes(5);

    private final Path folder;
    private final List<Child> daemons = new ArrayList<>();

    private Slurm(Path folder) {
        this.folder = folder;
    }

    /// @param slots how many jobs it may run at once
    static Slurm start(int slots) throws IOException {
        var slurm = new Slurm(Files.createTempDirectory("slurm"));
        try {
            slurm.open(slots);
            return slurm;
        } catch (RuntimeException | IOException e) {
            slurm.close();
            throw e;
        }
    }

    private void open(int slots) throws IOException {
        byte[] key = new byte[1024];
        new Random().nextBytes(key);
        Files.createFile(
                path("munge.key"),
                PosixFilePermissions.asFileAttribute(PosixFilePermissions.fromString("rw-------")));
        Files.write(path("munge.key"), key);
        Files.createFile(path("jobs.txt"));
        Files.createDirectories(path("state"));
        Files.createDirectories(path("spool"));
        Files.writeString(path("slurm.conf"), configuration(slots));
        daemon(
                "munged",
                "--foreground",
                "--force",
                "--key-file=" + path("munge.key"),
                "--socket=" + path("munge.sock"),
                "--pid-file=" + path("munge.pid"),
                "--log-file=" + path("munged-own.log"),
                "--seed-file=" + path("munge.seed"));
        await("munged has no socket", () -> Files.exists(path("munge.sock")));
        daemon("slurmctld", "-D", "-f", path("slurm.conf").toString());
        daemon("slurmd", "-D", "-f", path("slurm.conf").toString());
        await("its node is not idle", () -> call("sinfo", "--noheader").contains("idle"));
    }

    Contestant array() {
        return new Way("one job array, sbatch --array", this::submitArray);
    }

    Contestant singles() {
        return new Way("jobs of their own, an sbatch each, one after the other", this::submitEach);
    }

    private void submitArray(int jobs) {
        call(sbatch("--array=0-" + (jobs - 1)));
    }

    private void submitEach(int jobs) {
        for (int i = 0; i < jobs; i++) {
            call(sbatch());
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
            await("its jobs have not ended", () -> ended().size() - before >= jobs);
            double seconds = (System.nanoTime() - start) / 1e9;
            long good =
                    ended().stream()
                            .skip(before)
                            .filter(line -> line.contains("JobState=COMPLETED"))
                            .count();
            if (good != jobs) {
                throw new IllegalStateException(
                        good + " of " + jobs + " jobs of Slurm completed, see " + folder);
            }
            return seconds;
        }
    }

    /// Its book of what has ended: a line for each job, and looking at it costs Slurm nothing.
    private List<String> ended() {
        try {
            return Files.readAllLines(path("jobs.txt"));
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private void await(String otherwise, BooleanSupplier done) {
        Optional<Boolean> seen =
                LOOK.until(
                        LIMIT,
                        () -> {
                            daemons.forEach(Child::mustLive);
                            return Optional.of(true).filter(_ -> done.getAsBoolean());
                        });
        if (seen.isEmpty()) {
            throw new IllegalStateException(
                    "Slurm: "
                            + otherwise
                            + " after "
                            + LIMIT.toMinutes()
                            + " minutes, see "
                            + folder);
        }
    }

    private void daemon(String name, String... options) {
        List<String> command = new ArrayList<>(List.of("/usr/sbin/" + name));
        command.addAll(List.of(options));
        daemons.addFirst(Child.start(name, command, Map.of(), folder, path(name + ".log")));
    }

    private String call(String... command) {
        try {
            var builder = new ProcessBuilder(command).redirectErrorStream(true);
            builder.environment().put("SLURM_CONF", path("slurm.conf").toString());
            Process process = builder.start();
            String said = new String(process.getInputStream().readAllBytes(), UTF_8);
            process.waitFor();
            return said;
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new IllegalStateException("interrupted", e);
        }
    }

    private String configuration(int slots) throws IOException {
        String host = InetAddress.getLocalHost().getHostName().replaceAll("\\..*", "");
        Ports ports = Ports.free();
        return """
        ClusterName=bench
        SlurmctldHost=HOST(127.0.0.1)
        SlurmctldPort=CTLD
        SlurmdPort=NODE
        SlurmUser=USER
        SlurmdUser=USER
        AuthType=auth/munge
        AuthInfo=socket=FOLDER/munge.sock
        StateSaveLocation=FOLDER/state
        SlurmdSpoolDir=FOLDER/spool
        SlurmctldPidFile=FOLDER/slurmctld.pid
        SlurmdPidFile=FOLDER/slurmd.pid
        ProctrackType=proctrack/linuxproc
        TaskPlugin=task/none
        JobAcctGatherType=jobacct_gather/none
        AccountingStorageType=accounting_storage/none
        JobCompType=jobcomp/filetxt
        JobCompLoc=FOLDER/jobs.txt
        MpiDefault=none
        SwitchType=switch/none
        SelectType=select/cons_tres
        SelectTypeParameters=CR_CPU
        SchedulerType=sched/backfill
        SchedulerParameters=batch_sched_delay=0,sched_min_interval=0,sched_interval=1,bf_interval=1,default_queue_depth=20000,partition_job_depth=20000
        SlurmdParameters=config_overrides
        MaxArraySize=20001
        MaxJobCount=50000
        MinJobAge=2
        ReturnToService=2
        SlurmctldDebug=error
        SlurmdDebug=error
        NodeName=HOST NodeAddr=127.0.0.1 CPUs=SLOTS RealMemory=1000 State=UNKNOWN
        PartitionName=all Nodes=HOST Default=YES MaxTime=INFINITE State=UP
        """
                .replace("HOST", host)
                .replace("CTLD", "" + ports.http())
                .replace("NODE", "" + ports.agents())
                .replace("USER", System.getProperty("user.name"))
                .replace("FOLDER", folder.toString())
                .replace("SLOTS", "" + slots);
    }

    private Path path(String name) {
        return folder.resolve(name);
    }

    @Override
    public void close() {
        daemons.forEach(Child::close);
        try {
            Folders.empty(folder);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}
