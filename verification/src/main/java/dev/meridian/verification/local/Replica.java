package dev.meridian.verification.local;

import dev.meridian.cli.client.Connection;
import dev.meridian.cli.client.MeridianClient;
import java.net.URI;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/// One of several control planes on one database; it can be killed, stopped and started again.
public final class Replica {
    private final Path jar;
    private final Path home;
    private final Ports ports;
    private final Map<String, String> environment;
    private final List<String> options;
    private @Nullable Child process;

    Replica(
            Path jar,
            Path home,
            Ports ports,
            Map<String, String> environment,
            List<String> options) {
        this.jar = jar;
        this.home = home;
        this.ports = ports;
        this.environment = Map.copyOf(environment);
        this.options = List.copyOf(options);
    }

    /// Returns at once; [#isReady] says when it serves.
    public void start() {
        List<String> command = new ArrayList<>();
        command.add(Path.of(System.getProperty("java.home"), "bin", "java").toString());
        command.addAll(LocalSystem.QUICK_START);
        command.addAll(Rehearsal.flags(jar));
        command.addAll(
                List.of(
                        "--enable-native-access=ALL-UNNAMED",
                        "--sun-misc-unsafe-memory-access=allow",
                        "-jar",
                        jar.toString(),
                        "--server.port=" + ports.http(),
                        "--meridian.agents.port=" + ports.agents(),
                        "--meridian.home=" + home));
        command.addAll(options);
        process =
                Child.start(
                        home.getFileName().toString(),
                        command,
                        environment,
                        home,
                        home.resolve("control-plane.log"));
    }

    public Child process() {
        if (process == null) {
            throw new IllegalStateException(home.getFileName() + " was never started");
        }
        return process;
    }

    public Ports ports() {
        return ports;
    }

    public Path home() {
        return home;
    }

    public URI url() {
        return URI.create("http://localhost:" + ports.http());
    }

    public boolean isReady() {
        process().mustLive();
        try (var nobody = new MeridianClient(new Connection(url(), Optional.empty()))) {
            return nobody.isReady();
        }
    }

    /// A client of this one alone.
    public MeridianClient client() {
        return new MeridianClient(new Connection(url(), Connection.adminToken(home)));
    }
}
