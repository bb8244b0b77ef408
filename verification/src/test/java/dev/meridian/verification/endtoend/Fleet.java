package dev.meridian.verification.endtoend;

import dev.meridian.verification.chaos.arena.Sink;
import dev.meridian.verification.chaos.history.Doubles;
import dev.meridian.verification.local.AgentPlan;
import dev.meridian.verification.local.LocalSystem;
import dev.meridian.verification.local.Wire;
import java.time.Duration;
import java.util.List;
import java.util.Set;
import java.util.function.Supplier;
import java.util.stream.Stream;
import org.awaitility.Awaitility;
import org.awaitility.core.ConditionFactory;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

/// A control plane with two hosts on which nothing ever befalls, and others, all of one region,
/// each of which has its own trouble to come: so that the loss of many looks like that of a region.
final class Fleet {

    private static final int MOST_BEGINNINGS = 5;

    private static final List<String> SHORT =
            List.of(
                    "--meridian.silence.suspect-after=4s",
                    "--meridian.silence.lost-after=12s",
                    "--meridian.silence.start-grace=20s");

    private final Stage stage;
    private final AgentPlan quiet = host("quiet", "eu-west", Stage.driver());
    private final AgentPlan calm = host("calm", "eu-west", Stage.driver());
    private final Sink sink = Sink.open();

    Fleet() {
        stage = Stage.alone("faults", quiet, SHORT);
    }

    Stage stage() {
        return stage;
    }

    LocalSystem system() {
        return stage.system();
    }

    Sink sink() {
        return sink;
    }

    Wire wire() {
        return system().wire();
    }

    List<AgentPlan> safe() {
        return List.of(quiet, calm);
    }

    static AgentPlan troubled(String role) {
        return troubled(role, Stage.driver());
    }

    static AgentPlan troubled(String role, String driver) {
        return host(role, "ap-south", driver);
    }

    private static AgentPlan host(String role, String region, String driver) {
        return AgentPlan.named(
                "agent-" + role,
                region,
                Stage.capacity(),
                "--drivers=" + driver,
                "--labels=role=" + role);
    }

    void start(Stream<AgentPlan> plans) {
        plans.forEach(system()::startAgent);
        system().awaitNodes();
    }

    /// A task that tells the sink that it lives: it starts on the troubled host, and may go on on
    /// the quiet ones alone.
    ///
    /// @param job further lines of the spec
    /// @return its allocation, once it has spoken
    Living live(AgentPlan host, String job) {
        String role = role(host);
        return live(
                host,
                """
                constraints: [{label: role, operator: in, value: [quiet, calm, %s]}]
                affinities: [{label: role, operator: "=", value: %s, weight: 100}]\
                """
                        .formatted(role, role),
                job);
    }

    /// As [#live], but it may run nowhere else.
    Living liveOnlyOn(AgentPlan host) {
        return live(host, "constraints: [{label: role, value: %s}]".formatted(role(host)), "");
    }

    private Living live(AgentPlan host, String group, String job) {
        String id = begunOn(host, () -> stage.submit(group, sink.beat(), job));
        var living = new Living(id, stage.onlyAllocation(id).path("id").asString());
        patiently().until(() -> sink.heard(living.allocation()) > 1);
        return living;
    }

    /// Submits until the first copy runs on that host, which is passed over where it is suspect for
    /// a moment, as on a machine that is short of time.
    ///
    /// @param submit another job each time
    /// @return its id
    String begunOn(AgentPlan host, Supplier<String> submit) {
        for (int i = 0; i < MOST_BEGINNINGS; i++) {
            String job = submit.get();
            stage.await(job, Set.of("RUNNING"));
            JsonNode first = stage.onlyAllocation(job).path("attempts").path(0);
            if (first.path("nodeName").asString().equals(host.name())) {
                return job;
            }
            stage.client().cancel(job, "it began elsewhere");
            stage.awaitEnd(job);
        }
        throw new AssertionError("nothing begins on " + host.name() + ": " + node(host));
    }

    private static String role(AgentPlan host) {
        return host.name().replace("agent-", "");
    }

    /// @param order as `drain` or `uncordon`
    void order(AgentPlan host, String order) {
        stage.client()
                .post(
                        "/nodes/" + node(host).path("id").asString() + "/" + order,
                        JsonMapper.shared().createObjectNode().put("reason", "a test"));
    }

    record Living(String job, String allocation) {}

    /// Lets it end well, and returns how it was.
    JsonNode finish(Living living) {
        sink.end(living.allocation(), 0);
        JsonNode job = stage.awaitEnd(living.job());
        if (!job.path("state").asString().equals("SUCCEEDED")) {
            throw new AssertionError(job + " " + stage.client().allocations(living.job()));
        }
        return stage.onlyAllocation(living.job());
    }

    /// Words of an epoch after a newer one had spoken.
    long doubles(String allocation) {
        return Doubles.of(sink.words(allocation)).late();
    }

    /// Seconds between the last word of the first epoch and the first of a newer one.
    double gap(String allocation) {
        return (sink.first(allocation, 2).orElseThrow() - sink.last(allocation, 1).orElseThrow())
                / 1e9;
    }

    void awaitEpoch(Living living, int epoch) {
        patiently().until(() -> sink.epoch(living.allocation()) >= epoch);
    }

    /// Waits until it has spoken some more.
    void awaitMore(Living living) {
        int before = sink.heard(living.allocation());
        patiently().until(() -> sink.heard(living.allocation()) > before + 2);
    }

    JsonNode node(AgentPlan plan) {
        return stage.client().all("/nodes").stream()
                .filter(node -> node.path("name").asString().equals(plan.name()))
                .findFirst()
                .orElseThrow();
    }

    void awaitState(AgentPlan plan, String state) {
        patiently().until(() -> node(plan).path("state").asString().equals(state));
    }

    ConditionFactory patiently() {
        return Awaitility.await()
                .atMost(Duration.ofSeconds(90))
                .pollInterval(Duration.ofMillis(200));
    }
}
