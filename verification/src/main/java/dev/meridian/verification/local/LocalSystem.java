package dev.meridian.verification.local;

import dev.meridian.cli.client.Connection;
import dev.meridian.cli.client.MeridianClient;
import dev.meridian.cli.client.Patience;
import java.net.URI;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.function.Consumer;
import tools.jackson.databind.JsonNode;

/// One control plane with its embedded PostgreSQL, and the agents that joined it.
public final class LocalSystem implements AutoCloseable {

    private static final Duration START_LIMIT = Duration.ofMinutes(3);

    /// Compiled by the quick compiler alone: on a small host the start matters more than the last
    /// tenth of speed.
    static final List<String> QUICK_START = List.of("-XX:TieredStopAtLevel=1", "-XX:+UseSerialGC");

    private static final Patience PATIENCE = new Patience(Duration.ofMillis(200));

    private final Checkout checkout;
    private final Path home;
    private final Ports ports;
    private final List<String> jvm;
    private final List<String> options;
    private final Map<String, String> environment;
    private final Consumer<String> progress;
    private volatile Child controlPlane;
    private final MeridianClient client;
    private final List<Child> agents = new CopyOnWriteArrayList<>();

    private LocalSystem(
            Checkout checkout,
            Path home,
            Ports ports,
            List<String> jvm,
            List<String> options,
            Map<String, String> environment,
            Consumer<String> progress) {
        this.checkout = checkout;
        this.jvm = List.copyOf(jvm);
        this.options = List.copyOf(options);
        this.environment = new HashMap<>(environment);
        this.environment.put("MERIDIAN_HOME", home.toString());
        this.home = home;
        this.ports = ports;
        this.progress = progress;
        this.controlPlane = startControlPlane();
        this.client = awaitReady();
    }

    /// Starts a control plane and waits until it serves.
    ///
    /// @param home its MERIDIAN_HOME; logs and the data folders of the agents lie there too
    /// @param progress is told what happens, for people who wait
    public static LocalSystem start(
            Checkout checkout, Path home, Ports ports, Consumer<String> progress) {
        return start(checkout, home, ports, List.of(), progress);
    }

    /// @param options properties of the control plane, as `--meridian.silence.kill=2s`
    public static LocalSystem start(
            Checkout checkout,
            Path home,
            Ports ports,
            List<String> options,
            Consumer<String> progress) {
        return start(checkout, home, ports, QUICK_START, options, progress);
    }

    /// @param jvm flags of its virtual machine, where its speed matters more than its start
    public static LocalSystem start(
            Checkout checkout,
            Path home,
            Ports ports,
            List<String> jvm,
            List<String> options,
            Consumer<String> progress) {
        return new LocalSystem(
                checkout, home.toAbsolutePath(), ports, jvm, options, Map.of(), progress);
    }

    /// @param environment more of it, of the control plane and of its PostgreSQL
    public static LocalSystem start(
            Checkout checkout,
            Path home,
            Ports ports,
            List<String> options,
            Map<String, String> environment,
            Consumer<String> progress) {
        return new LocalSystem(
                checkout,
                home.toAbsolutePath(),
                ports,
                QUICK_START,
                options,
                environment,
                progress);
    }

    public MeridianClient client() {
        return client;
    }

    public URI url() {
        return URI.create("http://localhost:" + ports.http());
    }

    public Path home() {
        return home;
    }

    public Ports ports() {
        return ports;
    }

    public Child controlPlane() {
        return controlPlane;
    }

    /// With a join token of its own; returns at once, [#awaitNodes] waits for all.
    public Child startAgent(AgentPlan plan) {
        String token =
                client.createJoinToken(plan.region(), plan.cluster()).path("token").asString();
        return startAgent(plan, List.of("--join-token=" + token));
    }

    /// The process of an agent that runs.
    public Child agent(AgentPlan plan) {
        return agents.stream()
                .filter(agent -> agent.name().equals(plan.name()))
                .findFirst()
                .orElseThrow();
    }

    /// Kills an agent by `kill -9`; what it had started is left alone.
    public void killAgent(AgentPlan plan) {
        Child agent = agent(plan);
        agent.kill();
        agents.remove(agent);
    }

    /// Asks an agent to end, as an orderly shutdown of its host does.
    public void stopAgent(AgentPlan plan) {
        Child agent = agent(plan);
        agent.close();
        agents.remove(agent);
    }

    /// Starts an agent that ran before, with what its data folder holds.
    public Child restartAgent(AgentPlan plan) {
        return startAgent(plan, List.of());
    }

    public Child crashAgent(AgentPlan plan) {
        killAgent(plan);
        return restartAgent(plan);
    }

    /// A network for one agent, which can be cut.
    public Wire wire() {
        return Wire.to(ports.agents());
    }

    /// Kills the control plane as a power cut would, and starts it again on what it had stored.
    public void crashControlPlane() {
        killControlPlane();
        startControlPlaneAgain();
    }

    /// As a power cut would; [#startControlPlaneAgain] ends its absence.
    public void killControlPlane() {
        controlPlane.kill();
    }

    /// On what it had stored, where it was; returns once it serves.
    public void startControlPlaneAgain() {
        controlPlane = startControlPlane();
        awaitReady().close();
    }

    private Child startAgent(AgentPlan plan, List<String> more) {
        List<String> command = new ArrayList<>(plan.way().map(Way::prefix).orElse(List.of()));
        command.add(checkout.agentLauncher().toString());
        command.add(
                "--control-plane="
                        + plan.way()
                                .map(way -> way.address(ports.agents()))
                                .orElse("localhost:" + ports.agents()));
        command.add("--name=" + plan.name());
        command.add("--region=" + plan.region());
        command.add("--cluster=" + plan.cluster());
        command.add("--data-dir=" + home.resolve("agents").resolve(plan.name()));
        command.addAll(plan.options());
        command.addAll(more);
        Child agent =
                Child.start(
                        plan.name(),
                        command,
                        Map.of("JAVA_HOME", System.getProperty("java.home")),
                        home,
                        home.resolve("logs").resolve(plan.name() + ".log"));
        agents.add(agent);
        return agent;
    }

    /// Waits until every agent that was started is a node in state READY.
    public void awaitNodes() {
        int expected = agents.size();
        var ready =
                PATIENCE.until(
                        Duration.ofMinutes(1),
                        () -> {
                            agents.forEach(Child::mustLive);
                            controlPlane.mustLive();
                            return readyNodes() >= expected
                                    ? Optional.of(expected)
                                    : Optional.empty();
                        });
        if (ready.isEmpty()) {
            throw new IllegalStateException(
                    "only "
                            + readyNodes()
                            + " of "
                            + expected
                            + " agents are ready after a minute; the end of "
                            + agents.getLast().log()
                            + ":\n"
                            + agents.getLast().tail());
        }
    }

    private long readyNodes() {
        return client.all("/nodes").stream()
                .map(node -> node.path("state"))
                .filter(LocalSystem::isReady)
                .count();
    }

    private static boolean isReady(JsonNode state) {
        return state.asString("").equals("READY");
    }

    private Child startControlPlane() {
        Path jar = Unpacked.jar(checkout.controlPlaneJar());
        ServerBinaries.lend(checkout, home);
        List<String> command = new ArrayList<>();
        command.add(Path.of(System.getProperty("java.home"), "bin", "java").toString());
        command.addAll(jvm);
        if (jvm.equals(QUICK_START)) {
            command.addAll(Rehearsal.flags(jar));
        }
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
        return Child.start(
                "control-plane",
                command,
                environment,
                home,
                home.resolve("logs/control-plane.log"));
    }

    private MeridianClient awaitReady() {
        try (var nobody = new MeridianClient(new Connection(url(), Optional.empty()))) {
            long start = System.nanoTime();
            long[] told = {0};
            var ready =
                    PATIENCE.until(
                            START_LIMIT,
                            () -> {
                                controlPlane.mustLive();
                                long seconds =
                                        Duration.ofNanos(System.nanoTime() - start).toSeconds();
                                if (seconds >= told[0] + 3) {
                                    told[0] = seconds;
                                    progress.accept(
                                            "control plane and PostgreSQL are starting, "
                                                    + seconds
                                                    + " s …");
                                }
                                return nobody.isReady() ? Optional.of(url()) : Optional.empty();
                            });
            if (ready.isEmpty()) {
                throw new IllegalStateException(
                        "the control plane is not ready after "
                                + START_LIMIT.toMinutes()
                                + " minutes; the end of "
                                + controlPlane.log()
                                + ":\n"
                                + controlPlane.tail());
            }
            return new MeridianClient(new Connection(url(), Connection.adminToken(home)));
        } catch (RuntimeException e) {
            controlPlane.close();
            throw e;
        }
    }

    /// Agents first, so that they can take their leave.
    @Override
    public void close() {
        agents.forEach(agent -> agent.signal("CONT")); // whoever is stopped cannot end
        agents.forEach(Child::close);
        controlPlane.close();
        client.close();
    }
}
