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

/// The daemons of Slurm as Debian ships it, started for one run alone: own folder, own ports, own
/// key, no accounting.
public final class SlurmDaemons implements AutoCloseable {

    /// What every run's configuration has; nodes, partition and scheduler are the run's own.
    private static final String COMMON =
            """
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
            ProctrackType=proctrack/linuxproc
            TaskPlugin=task/none
            JobAcctGatherType=jobacct_gather/none
            AccountingStorageType=accounting_storage/none
            MpiDefault=none
            SwitchType=switch/none
            SelectType=select/cons_tres
            SelectTypeParameters=CR_CPU
            MaxArraySize=20001
            MaxJobCount=50000
            """;

    private final Path folder;
    private final Path munge;
    private final Patience look;
    private final Duration limit;
    private final List<Child> daemons = new ArrayList<>();

    private SlurmDaemons(Path folder, Path munge, Patience look, Duration limit) {
        this.folder = folder;
        this.munge = munge;
        this.look = look;
        this.limit = limit;
    }

    /// Nothing but `munged` runs as yet.
    ///
    /// @param folder empty; it is kept where something fails
    /// @param configuration what this run's has beyond [#COMMON]: FOLDER stands for the folder,
    ///   HOST for this machine's name
    /// @param look how often [#await] looks
    /// @param limit how long it waits
    public static SlurmDaemons prepare(
            Path folder, String configuration, Duration look, Duration limit) throws IOException {
        // a socket's path is short, and a checkout's need not be
        Path munge = Files.createTempDirectory("munge");
        var slurm = new SlurmDaemons(folder, munge, new Patience(look), limit);
        try {
            slurm.authenticate();
            Files.createDirectories(slurm.path("state"));
            Files.writeString(slurm.path("slurm.conf"), slurm.filled(COMMON + configuration));
            return slurm;
        } catch (RuntimeException | IOException e) {
            slurm.stop();
            throw e;
        }
    }

    private void authenticate() throws IOException {
        byte[] key = new byte[1024];
        new Random().nextBytes(key);
        Files.createFile(
                path("munge.key"),
                PosixFilePermissions.asFileAttribute(PosixFilePermissions.fromString("rw-------")));
        Files.write(path("munge.key"), key);
        start(
                "munged",
                "--foreground",
                "--force",
                "--key-file=" + path("munge.key"),
                "--socket=" + socket(),
                "--pid-file=" + path("munge.pid"),
                "--log-file=" + path("munged-own.log"),
                "--seed-file=" + path("munge.seed"));
        await("munged has no socket", () -> Files.exists(socket()));
    }

    private String filled(String configuration) throws IOException {
        Ports ports = Ports.free();
        return configuration
                .replace("HOST", InetAddress.getLocalHost().getHostName().replaceAll("\\..*", ""))
                .replace("CTLD", "" + ports.http())
                .replace("NODE", "" + ports.agents())
                .replace("USER", System.getProperty("user.name"))
                .replace("SOCKET", socket().toString())
                .replace("FOLDER", folder.toString());
    }

    /// Starts `slurmctld` or `slurmd`.
    public void daemon(String name) {
        start(name, "-D", "-f", path("slurm.conf").toString());
    }

    private void start(String name, String... options) {
        List<String> command = new ArrayList<>(List.of("/usr/sbin/" + name));
        command.addAll(List.of(options));
        daemons.addFirst(Child.start(name, command, Map.of(), folder, path(name + ".log")));
    }

    /// @param otherwise what is wrong where that never comes
    /// @throws IllegalStateException it did not come, or a daemon has died
    public void await(String otherwise, BooleanSupplier done) {
        Optional<Boolean> seen =
                look.until(
                        limit,
                        () -> {
                            daemons.forEach(Child::mustLive);
                            return Optional.of(true).filter(_ -> done.getAsBoolean());
                        });
        if (seen.isEmpty()) {
            throw new IllegalStateException(
                    "Slurm: %s after %d minutes, see %s"
                            .formatted(otherwise, limit.toMinutes(), folder));
        }
    }

    /// One of Slurm's commands.
    ///
    /// @return all that it said
    public String call(String... command) {
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

    /// The lines of a file of this run.
    public List<String> lines(String name) {
        try {
            return Files.readAllLines(path(name));
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    public Path folder() {
        return folder;
    }

    private Path path(String name) {
        return folder.resolve(name);
    }

    private Path socket() {
        return munge.resolve("munge.sock");
    }

    /// Ends the daemons and leaves their folder to be looked at.
    public void stop() {
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
