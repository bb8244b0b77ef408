package dev.meridian.verification.bench.scale;

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
import java.time.LocalDateTime;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Random;
import java.util.function.BooleanSupplier;

/// Debian's Slurm with nodes that are powered down: it decides and allocates as ever and has them
/// woken, which nobody does, so that no job is launched and nothing but its scheduling is measured.
final class SleepingSlurm implements AutoCloseable {
    private static final Patience LOOK = new Patience(Duration.ofMillis(500));
    private static final Duration LIMIT = Duration.ofMinutes(4);
    private static final double NANOS = 1e9;

    private final Path folder;
    private final Path munge;
    private final List<Child> daemons = new ArrayList<>();

    private SleepingSlurm(Path folder, Path munge) {
        this.folder = folder;
        this.munge = munge;
    }

    /// @param work where its folder is made, and kept where it fails
    /// @param cores of each node
    static SleepingSlurm start(Path work, int nodes, int cores) throws IOException {
        var slurm =
                new SleepingSlurm(
                        Files.createTempDirectory(work, "slurmctld"),
                        // a socket's path is short, and a checkout's need not be
                        Files.createTempDirectory("munge"));
        try {
            slurm.open(nodes, cores);
            return slurm;
        } catch (RuntimeException | IOException e) {
            slurm.stop();
            throw e;
        }
    }

    private void open(int nodes, int cores) throws IOException {
        byte[] key = new byte[1024];
        new Random().nextBytes(key);
        Files.createFile(
                path("munge.key"),
                PosixFilePermissions.asFileAttribute(PosixFilePermissions.fromString("rw-------")));
        Files.write(path("munge.key"), key);
        Files.createDirectories(path("state"));
        Files.writeString(path("slurm.conf"), configuration(nodes, cores));
        daemon(
                "munged",
                "--foreground",
                "--force",
                "--key-file=" + path("munge.key"),
                "--socket=" + socket(),
                "--pid-file=" + path("munge.pid"),
                "--log-file=" + path("munged-own.log"),
                "--seed-file=" + path("munge.seed"));
        await("munged has no socket", () -> Files.exists(socket()));
        daemon("slurmctld", "-D", "-f", path("slurm.conf").toString());
        await("its nodes are not there", () -> call("sinfo", "--noheader").contains("idle"));
    }

    /// All jobs wait before the partition opens, so that their submission is not measured.
    ///
    /// @return jobs a second by the times in its own log
    double decide(int jobs) {
        call(
                "sbatch",
                "--output=/dev/null",
                "--error=/dev/null",
                "--ntasks=1",
                "--array=0-" + (jobs - 1),
                "--wrap=true");
        call("scontrol", "update", "partitionname=all", "state=up");
        await("its jobs are not decided", () -> decisions().size() >= jobs);
        List<LocalDateTime> times =
                decisions().stream()
                        .map(line -> LocalDateTime.parse(line.substring(1, line.indexOf(']'))))
                        .sorted()
                        .toList();
        return jobs / (Duration.between(times.getFirst(), times.getLast()).toNanos() / NANOS);
    }

    /// By its main scheduler and by its backfill; asking it would keep it from its work.
    private List<String> decisions() {
        return lines().stream()
                .filter(line ->
                        line.contains("sched: Allocate JobId=")
                                || line.contains("_start_job: Started JobId="))
                .toList();
    }

    private List<String> lines() {
        try {
            return Files.readAllLines(path("ctld.log"));
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
            throw new IllegalStateException("Slurm: " + otherwise + ", see " + folder);
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

    private String configuration(int nodes, int cores) throws IOException {
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
        AuthInfo=socket=SOCKET
        StateSaveLocation=FOLDER/state
        SlurmctldPidFile=FOLDER/slurmctld.pid
        SlurmctldLogFile=FOLDER/ctld.log
        LogTimeFormat=iso8601_ms
        ProctrackType=proctrack/linuxproc
        TaskPlugin=task/none
        JobAcctGatherType=jobacct_gather/none
        AccountingStorageType=accounting_storage/none
        MpiDefault=none
        SwitchType=switch/none
        SelectType=select/cons_tres
        SelectTypeParameters=CR_CPU
        SchedulerType=sched/builtin
        SchedulerParameters=batch_sched_delay=0,sched_min_interval=0,sched_interval=1,default_queue_depth=20000,partition_job_depth=20000,max_sched_time=600
        SlurmctldParameters=power_save_interval=3600
        MaxArraySize=20001
        MaxJobCount=50000
        SuspendProgram=/bin/true
        ResumeProgram=/bin/true
        SuspendTime=86400
        ResumeTimeout=3600
        ResumeRate=0
        PrivateData=cloud
        SlurmctldDebug=info
        NodeName=n[00001-COUNT] CPUs=CORES RealMemory=1000 State=CLOUD
        PartitionName=all Nodes=ALL Default=YES MaxTime=INFINITE State=DOWN
        """
                .replace("HOST", host)
                .replace("CTLD", "" + ports.http())
                .replace("NODE", "" + ports.agents())
                .replace("USER", System.getProperty("user.name"))
                .replace("SOCKET", socket().toString())
                .replace("FOLDER", folder.toString())
                .replace("COUNT", "%05d".formatted(nodes))
                .replace("CORES", "" + cores);
    }

    private Path path(String name) {
        return folder.resolve(name);
    }

    private Path socket() {
        return munge.resolve("munge.sock");
    }

    private void stop() {
        daemons.forEach(Child::close);
    }

    @Override
    public void close() {
        stop();
        try {
            Folders.empty(folder);
            Folders.empty(munge);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}
