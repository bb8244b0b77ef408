package dev.meridian.agent;

import dev.meridian.agent.link.HostPort;
import dev.meridian.agent.link.JoinToken;
import java.io.IOException;
import java.nio.file.Path;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.Callable;
import picocli.CommandLine;
import picocli.CommandLine.Command;
import picocli.CommandLine.Option;

/// The region agent: runs assigned work on one host and reports how it goes.
@Command(
        name = "region-agent",
        mixinStandardHelpOptions = true,
        version = "region-agent 0.1.0",
        sortOptions = false,
        description = "Runs assigned work on this host and reports how it goes.")
public final class RegionAgent implements Callable<Integer> {
    @Option(
            names = "--control-plane",
            required = true,
            paramLabel = "HOST:PORT[,…]",
            description = "where control planes listen for agents; tried in turn")
    private String controlPlane = "";

    @Option(names = "--region", required = true, description = "the region of this host")
    private String region = "";

    @Option(names = "--cluster", required = true, description = "the cluster of this host")
    private String cluster = "";

    @Option(
            names = "--data-dir",
            required = true,
            description = "keeps the node's key, its journal and the work")
    private Path dataDir = Path.of("");

    @Option(
            names = "--join-token",
            defaultValue = "",
            description = "needed at the first start only (or MERIDIAN_JOIN_TOKEN)")
    private String joinToken = "";

    @Option(names = "--pool", defaultValue = "", description = "the node pool of this host")
    private String pool = "";

    @Option(
            names = "--labels",
            split = ",",
            paramLabel = "KEY=VALUE",
            description = "what constraints and affinities can ask for")
    private Map<String, String> labels = new LinkedHashMap<>();

    @Option(
            names = "--drivers",
            split = ",",
            defaultValue = "sandbox",
            description = "ways to execute tasks: sandbox (default), process")
    private List<String> drivers = List.of();

    @Option(
            names = "--capacity",
            defaultValue = "",
            paramLabel = "cpu=8,memory=32Gi",
            description = "declares a capacity in place of what is found")
    private String capacity = "";

    @Option(
            names = "--fake-accelerators",
            defaultValue = "",
            paramLabel = "MODEL:COUNT[:MEMORY]",
            description = "declares accelerators that do not exist, for trials")
    private String fakeAccelerators = "";

    @Option(names = "--name", defaultValue = "", description = "default: the host's name")
    private String name = "";

    @Option(
            names = "--address",
            defaultValue = "",
            description = "where other nodes reach this host; default: found by itself")
    private String address = "";

    @Option(
            names = "--share",
            split = ",",
            paramLabel = "PATH",
            description =
                    "host paths that sandboxed tasks may read although they lie in /tmp, /run or a home")
    private List<Path> shared = List.of();

    @Option(
            names = "--checkpoint-store",
            paramLabel = "DIR",
            description =
                    "directory that hosts share, in which tasks leave their state for their next attempt")
    private Optional<Path> checkpointStore = Optional.empty();

    @Option(
            names = "--peer-port",
            defaultValue = "0",
            paramLabel = "PORT",
            description =
                    "where this agent lends its way to the control plane to nodes of its cluster that are cut off, for what ended there; 0: a free port, kept over restarts (default), -1: nowhere")
    private int peerPort;

    /// What becomes of the work when the agent is asked to stop.
    enum OnStop {
        end,
        keep
    }

    @Option(
            names = "--on-stop",
            defaultValue = "end",
            paramLabel = "end|keep",
            description =
                    "when asked to stop (SIGTERM): end the work, to be placed elsewhere (default), or keep it for the next agent on this data directory, as for an upgrade")
    private OnStop onStop = OnStop.end;

    static void main(String[] args) {
        int code =
                new CommandLine(new RegionAgent())
                        .setExecutionExceptionHandler(RegionAgent::explain)
                        .execute(args);
        System.exit(code);
    }

    private static int explain(
            Exception failure, CommandLine command, CommandLine.ParseResult parsed) {
        if (!(failure instanceof IllegalArgumentException || failure instanceof IOException)) {
            failure.printStackTrace(System.err);
            return CommandLine.ExitCode.SOFTWARE;
        }
        System.err.println("region-agent: " + failure.getMessage());
        return CommandLine.ExitCode.USAGE;
    }

    @Override
    public Integer call() throws IOException, InterruptedException {
        return Agent.run(settings());
    }

    private AgentSettings settings() {
        String given = System.getenv("MERIDIAN_JOIN_TOKEN");
        String token = joinToken.isBlank() && given != null ? given : joinToken;
        return new AgentSettings(
                HostPort.list(controlPlane),
                region,
                cluster,
                pool,
                dataDir.toAbsolutePath().normalize(),
                token.isBlank() ? Optional.empty() : Optional.of(JoinToken.parse(token)),
                labels,
                drivers,
                capacity,
                fakeAccelerators,
                name,
                address,
                shared.stream().map(path -> path.toAbsolutePath().normalize()).toList(),
                checkpointStore.map(path -> path.toAbsolutePath().normalize()),
                onStop == OnStop.keep,
                peerPort);
    }
}
