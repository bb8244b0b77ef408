package dev.meridian.verification.chaos.arena;

import dev.meridian.cli.client.Json;
import dev.meridian.cli.client.MeridianClient;
import dev.meridian.verification.local.AgentPlan;
import dev.meridian.verification.local.Cable;
import dev.meridian.verification.local.Checkout;
import dev.meridian.verification.local.LocalSystem;
import dev.meridian.verification.local.NetworkNamespace;
import dev.meridian.verification.local.Ports;
import java.io.IOException;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.function.Consumer;
import tools.jackson.databind.JsonNode;

/// A whole system: two hosts on which nothing ever befalls, and others to be harmed, all of one
/// region, so that the loss of many looks like that of a region.
public final class Arena implements AutoCloseable {
    /// L of the work that is harmed.
    public static final Duration LEASE = Duration.ofSeconds(4);

    /// K and the drift, as the control plane has them by default.
    public static final Duration KILL = Duration.ofSeconds(5);

    public static final Duration DRIFT = Duration.ofSeconds(1);

    public static final String FENCE = "disconnect: {policy: fence, lostAfter: 4s}";
    public static final String OVERLAP = "disconnect: {policy: overlap, lostAfter: 4s}";
    public static final String KEEP = "disconnect: {policy: keep, lostAfter: 4s}";

    /// A lease that outlasts every fault here: such work need not be killed.
    public static final String PATIENT = "disconnect: {policy: fence, lostAfter: 1h}";

    public static final double TWICE_A_SECOND = 0.5;
    private static final Duration GRACE = Duration.ofSeconds(20);
    private static final List<String> OPTIONS =
            List.of(
                    "--meridian.silence.suspect-after=4s",
                    "--meridian.silence.lost-after=12s",
                    "--meridian.silence.start-grace=" + GRACE.toSeconds() + "s");

    public static final String SAFE = "eu-west";
    public static final String TROUBLED = "ap-south";

    private static final Set<String> ENDED = Set.of("SUCCEEDED", "FAILED", "CANCELLED");

    private final LocalSystem system;
    private final String driver;
    private final Sink sink = Sink.open();
    private final List<Host> hosts = new ArrayList<>();
    private volatile long judgedFrom = System.nanoTime();

    private Arena(LocalSystem system) {
        this.system = system;
        this.driver = Facility.sandbox() ? "sandbox" : "process";
    }

    /// @param troubled how many hosts there are to be harmed
    /// @param environment more of it, of the control plane and of its PostgreSQL
    /// @param say is told what happens, for people who wait
    static Arena open(
            Checkout checkout,
            Path home,
            int troubled,
            Map<String, String> environment,
            Consumer<String> say) {
        say.accept("starting a control plane, its database in " + home);
        var arena =
                new Arena(
                        LocalSystem.start(checkout, home, Ports.free(), OPTIONS, environment, say));
        try {
            arena.system.startAgent(Host.plan("calm", SAFE, arena.driver));
            arena.system.startAgent(Host.plan("quiet", SAFE, arena.driver));
            for (int number = 1; number <= troubled; number++) {
                arena.add(Host.of("host-" + number, TROUBLED, arena.cable(say), arena.driver));
            }
            arena.system.awaitNodes();
            return arena;
        } catch (RuntimeException e) {
            arena.close();
            throw e;
        }
    }

    private void add(Host host) {
        hosts.add(host);
        system.startAgent(host.plan());
    }

    /// Of the kernel where we may, otherwise a proxy of ours.
    private Cable cable(Consumer<String> say) {
        try {
            return NetworkNamespace.open();
        } catch (IOException e) {
            if (hosts.isEmpty()) {
                say.accept(
                        "no network namespaces here, so a proxy is cut instead: " + e.getMessage());
            }
            return system.wire();
        }
    }

    public LocalSystem system() {
        return system;
    }

    public MeridianClient client() {
        return system.client();
    }

    public Sink sink() {
        return sink;
    }

    public List<Host> hosts() {
        return List.copyOf(hosts);
    }

    public String driver() {
        return driver;
    }

    /// A plan of one more agent in the troubled region.
    public AgentPlan another(String role) {
        return Host.plan(role, TROUBLED, driver);
    }

    /// It has just come back, and judges nobody for a while.
    public void controlPlaneCameBack() {
        judgedFrom = System.nanoTime() + GRACE.toNanos();
    }

    /// Waits until the control plane judges silence again, and these hosts are there.
    public void settle(List<Host> needed) {
        long left = judgedFrom - System.nanoTime();
        if (left > 0) {
            Waiting.rest(Duration.ofNanos(left));
        }
        needed.forEach(this::awaitReady);
    }

    /// A task that lives on that host, and may go on on the safe ones.
    ///
    /// @param disconnect a line of the spec
    public Living live(Host host, String disconnect) {
        return live(host, disconnect, TWICE_A_SECOND);
    }

    /// As [#live], but speaks every so many seconds.
    public Living live(Host host, String disconnect, double every) {
        awaitReady(host);
        Living living =
                live(
                        "constraints: [{label: role, operator: in, value: [calm, quiet, %1$s]}]\n"
                                        .formatted(host.role())
                                + "  affinities: [{label: role, operator: \"=\", value: %s, weight: 100}]"
                                        .formatted(host.role()),
                        disconnect,
                        sink.beat(host.cable().witness(), every));
        String where = allocation(living).path("nodeName").asString("");
        if (!where.equals(host.plan().name())) {
            finish(living);
            throw new IllegalStateException(
                    "it was placed on " + where + ", not on " + host.role());
        }
        return living;
    }

    /// A task that may run on that host alone.
    public Living liveOnlyOn(AgentPlan plan, String witness, String disconnect) {
        return live(
                "constraints: [{label: role, value: %s}]".formatted(plan.name()),
                disconnect,
                sink.beat(witness, TWICE_A_SECOND));
    }

    /// A task on the hosts on which nothing befalls.
    public Living liveSafely(String disconnect) {
        return live(
                "constraints: [{label: role, operator: in, value: [calm, quiet]}]",
                disconnect,
                sink.beat("127.0.0.1", TWICE_A_SECOND));
    }

    /// A task of any kind that speaks to the sink.
    ///
    /// @param group lines of YAML, fields of the group
    /// @param fields lines of YAML, fields of the job
    /// @return once it has spoken
    public Living live(String group, String fields, String command) {
        String job = client().submit(spec("chaos", group, fields, command)).path("id").asString();
        Waiting.until("a copy of job " + job, () -> !client().allocations(job).isEmpty());
        var living = new Living(job, client().allocations(job).getFirst().path("id").asString());
        Waiting.until("heard: job " + job, () -> sink.heard(living.allocation()) > 1);
        Waiting.until(
                "running: job " + job,
                () -> client().job(job).path("state").asString("").equals("RUNNING"));
        return living;
    }

    /// A job of one small task.
    ///
    /// @param group lines of YAML, fields of the group
    /// @param fields lines of YAML, fields of the job
    public String spec(String name, String group, String fields, String command) {
        return """
        name: %s
        %s
        taskGroups:
        - resources: {cpu: 0.1, memory: 32Mi}
          %s
          task:
            driver: %s
            command: [bash, -c, '%s']
        """
                .formatted(name, fields, group, driver, command);
    }

    /// Lets it end well.
    ///
    /// @return its allocation, however it ended
    public JsonNode finish(Living living) {
        sink.end(living.allocation(), 0);
        awaitEnd(living.job());
        return allocation(living);
    }

    public void awaitEnd(String job) {
        Waiting.until("ended: job " + job, () -> hasEnded(job));
    }

    public boolean hasEnded(String job) {
        return ENDED.contains(client().job(job).path("state").asString(""));
    }

    public JsonNode allocation(Living living) {
        return client().get("/allocations/" + living.allocation());
    }

    /// @return empty where it has not joined yet
    public JsonNode node(AgentPlan plan) {
        return client().all("/nodes").stream()
                .filter(node -> node.path("name").asString("").equals(plan.name()))
                .findFirst()
                .orElseGet(Json::object);
    }

    public void awaitReady(Host host) {
        Waiting.until(
                "READY: " + host.role(),
                () -> node(host.plan()).path("state").asString("").equals("READY"));
    }

    /// Whether a copy speaks, in its first epoch or whichever it is in.
    public boolean speaks(Living living) {
        int before = sink.heard(living.allocation());
        return Waiting.within(
                Duration.ofSeconds(10), () -> sink.heard(living.allocation()) > before + 1);
    }

    @Override
    public void close() {
        hosts.forEach(host -> {
            try {
                host.cable().mend();
            } catch (IOException _) {
                // it goes in any case
            }
        });
        system.close();
        hosts.forEach(host -> host.cable().close());
        sink.close();
    }
}
