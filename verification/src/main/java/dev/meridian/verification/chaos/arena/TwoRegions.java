package dev.meridian.verification.chaos.arena;

import dev.meridian.cli.client.MeridianClient;
import dev.meridian.verification.local.AgentPlan;
import dev.meridian.verification.local.Checkout;
import dev.meridian.verification.local.Ports;
import dev.meridian.verification.local.Replica;
import dev.meridian.verification.local.ReplicatedSystem;
import dev.meridian.verification.local.Site;
import dev.meridian.verification.local.Wire;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.function.Consumer;
import tools.jackson.databind.JsonNode;

/// A system over two regions: in the first a control plane, which leads, the primary database and a
/// host; in the second another control plane, the standby database and a host. Whatever goes from
/// one region to the other goes over wires, which are cut together.
public final class TwoRegions implements AutoCloseable {
    public static final String FIRST = "eu-west";
    public static final String SECOND = "us-east";

    private static final List<String> OPTIONS =
            List.of(
                    "--meridian.silence.suspect-after=4s",
                    "--meridian.silence.lost-after=12s",
                    "--meridian.silence.start-grace=20s");

    private final StandbyPair database;
    private final List<Wire> wires = new ArrayList<>();
    private final ReplicatedSystem system;
    private final Sink sink = Sink.open();

    private TwoRegions(Checkout checkout, Path home, Consumer<String> say) {
        say.accept("starting a database and its standby");
        database = StandbyPair.start(home.resolve("databases"));
        Ports first = Ports.free();
        Ports second = Ports.free();
        system =
                ReplicatedSystem.start(
                        checkout,
                        home,
                        database,
                        List.of(
                                new Site(
                                        first,
                                        StandbyPair.url(
                                                database.primaryPort(),
                                                across(database.standbyPort()))),
                                new Site(
                                        second,
                                        StandbyPair.url(
                                                across(database.primaryPort()),
                                                database.standbyPort()))),
                        OPTIONS,
                        say);
        host(FIRST, List.of("localhost:" + first.agents(), "localhost:" + across(second.agents())));
        host(
                SECOND,
                List.of("localhost:" + across(first.agents()), "localhost:" + second.agents()));
        system.awaitNodes();
    }

    public static TwoRegions open(Checkout checkout, Path home, Consumer<String> say) {
        return new TwoRegions(checkout, home, say);
    }

    private void host(String region, List<String> ways) {
        system.startAgent(
                AgentPlan.named(
                        region,
                        region,
                        "--capacity=cpu=8,memory=4Gi,disk=10Gi",
                        "--drivers=process",
                        "--labels=role=" + region),
                ways);
    }

    /// @return the near end of a wire to that port
    private int across(int port) {
        Wire wire = Wire.to(port);
        wires.add(wire);
        return wire.port();
    }

    public ReplicatedSystem system() {
        return system;
    }

    public StandbyPair database() {
        return database;
    }

    public Sink sink() {
        return sink;
    }

    public Replica first() {
        return system.replicas().getFirst();
    }

    public Replica second() {
        return system.replicas().getLast();
    }

    /// Nothing goes from one region to the other any more.
    public void cut() {
        database.cut();
        wires.forEach(Wire::cut);
    }

    /// The first region is back, but for the database there.
    public void mend() {
        wires.forEach(Wire::mend);
    }

    /// A task that lives in that region for as long as it can, and then in the other unless it must
    /// not.
    ///
    /// @param disconnect a line of the spec
    public Living live(String region, String disconnect) {
        MeridianClient client = system.client();
        String job =
                client.submit(spec("lives", region, disconnect, sink.beat())).path("id").asString();
        Waiting.until("a copy of job " + job, () -> !client.allocations(job).isEmpty());
        JsonNode allocation = client.allocations(job).getFirst();
        var living = new Living(job, allocation.path("id").asString());
        Waiting.until("heard: job " + job, () -> sink.heard(living.allocation()) > 1);
        return living;
    }

    /// A job that would like to run in that region.
    public static String spec(String name, String region, String fields, String command) {
        return """
        name: %s
        %s
        taskGroups:
        - resources: {cpu: 0.1, memory: 32Mi}
          affinities: [{label: role, operator: "=", value: %s, weight: 100}]
          task:
            driver: process
            command: [bash, -c, '%s']
        """
                .formatted(name, fields, region, command);
    }

    @Override
    public void close() {
        wires.forEach(Wire::mend);
        system.close();
        wires.forEach(Wire::close);
        sink.close();
    }
}
