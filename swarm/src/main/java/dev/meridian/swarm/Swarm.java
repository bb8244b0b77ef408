package dev.meridian.swarm;

import dev.meridian.swarm.agent.Figures;
import dev.meridian.swarm.link.JoinTokens;
import dev.meridian.swarm.link.Plane;
import dev.meridian.swarm.script.Script;
import dev.meridian.swarm.script.Span;
import java.io.IOException;
import java.io.PrintWriter;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.List;
import java.util.concurrent.Callable;
import org.HdrHistogram.Histogram;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine;
import picocli.CommandLine.Command;
import picocli.CommandLine.Option;

/// The fleet simulator as a program: joins a control plane that runs and stays until it is stopped.
@Command(
        name = "swarm",
        mixinStandardHelpOptions = true,
        sortOptions = false,
        description = "Thousands of agents that are not there, for load tests and demos.")
public final class Swarm implements Callable<Integer> {
    private static final PrintWriter OUT =
            new PrintWriter(System.out, true, StandardCharsets.UTF_8);
    private static final long TELL_MILLIS = 5_000;
    private static final double P99 = 99;
    private static final double MICROS = 1000;

    @Option(names = "--url", description = "of the REST API (${DEFAULT-VALUE})")
    private URI url = URI.create("http://localhost:8080");

    @Option(
            names = "--token",
            defaultValue = "${env:MERIDIAN_TOKEN}",
            required = true,
            description = "of an operator, who makes the join tokens (or MERIDIAN_TOKEN)")
    private String token = "";

    @Option(names = "--control-plane", description = "where agents are served (${DEFAULT-VALUE})")
    private String controlPlane = "localhost:9090";

    @Option(names = "--agents", description = "how many (${DEFAULT-VALUE})")
    private int count = 100;

    @Option(names = "--name", description = "with which their names begin (${DEFAULT-VALUE})")
    private String prefix = "swarm";

    @Option(
            names = "--regions",
            split = ",",
            description = "to deal them out to (${DEFAULT-VALUE})")
    private List<String> regions = List.of("simulated");

    @Option(
            names = "--script",
            description = "what happens, as docs/how-to/simulate-a-fleet.md tells")
    private @Nullable Path script;

    @Option(names = "--for", description = "after which it ends, as 10m; without: at Ctrl-C")
    private @Nullable String length;

    public static void main(String... arguments) {
        System.exit(
                new CommandLine(new Swarm())
                        .setExecutionExceptionHandler((e, line, _) -> {
                            line.getErr().println(e.getMessage());
                            return 1;
                        })
                        .execute(arguments));
    }

    @Override
    public Integer call() throws IOException, InterruptedException {
        long end =
                length == null
                        ? Long.MAX_VALUE
                        : System.currentTimeMillis() + Span.of(length).millis();
        Script what = script == null ? Script.QUIET : Script.read(script);
        try (SimulatedFleet fleet = new SimulatedFleet(Plane.of(controlPlane), what);
                JoinTokens tokens = new JoinTokens(url, token)) {
            fleet.join(count, prefix, regions, tokens, Swarm::joined);
            say("all %,d agents are connected", count);
            fleet.begin(text -> say("%s", text));
            while (System.currentTimeMillis() < end) {
                Thread.sleep(Math.min(TELL_MILLIS, Math.max(1, end - System.currentTimeMillis())));
                tell(fleet.figures());
            }
        }
        return 0;
    }

    private static void joined(int far) {
        if (far % 500 == 0) {
            say("%,d agents have joined", far);
        }
    }

    private static void tell(Figures figures) {
        Figures.Totals now = figures.totals();
        Histogram answers = figures.answerMicros();
        say(
                "%,d connected; %,d of %,d heartbeats answered, now p50 %.1f ms, p99 %.1f ms; tasks: %,d"
                        + " started, %,d succeeded, %,d failed, %,d fenced",
                now.connected(),
                now.answered(),
                now.beats(),
                answers.getValueAtPercentile(50) / MICROS,
                answers.getValueAtPercentile(P99) / MICROS,
                now.started(),
                now.succeeded(),
                now.failed(),
                now.fenced());
    }

    private static void say(String what, Object... values) {
        OUT.println("» " + what.formatted(values));
    }
}
