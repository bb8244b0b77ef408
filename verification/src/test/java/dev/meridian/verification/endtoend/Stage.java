package dev.meridian.verification.endtoend;

import dev.meridian.cli.client.MeridianClient;
import dev.meridian.cli.client.Patience;
import dev.meridian.verification.Built;
import dev.meridian.verification.Home;
import dev.meridian.verification.local.AgentPlan;
import dev.meridian.verification.local.Checkout;
import dev.meridian.verification.local.LocalSystem;
import dev.meridian.verification.local.Ports;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.TimeUnit;
import org.awaitility.Awaitility;
import org.awaitility.core.ConditionFactory;
import org.jspecify.annotations.Nullable;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

/// One real control plane with two real agents, for all end-to-end tests of this run; it ends with
/// the run.
final class Stage {

    private static final Set<String> ENDED = Set.of("SUCCEEDED", "FAILED", "CANCELLED");
    private static final Patience PATIENCE = new Patience(Duration.ofMillis(50));
    private static final Duration LIMIT = Duration.ofSeconds(90);

    private static @Nullable Stage shared;

    private final LocalSystem system;
    private final String driver;
    private final AgentPlan europe;

    private Stage(LocalSystem system, String driver, AgentPlan europe) {
        this.system = system;
        this.europe = europe;
        this.driver = driver;
    }

    static synchronized Stage open() {
        if (shared == null) {
            String driver = driver();
            LocalSystem system = start("end-to-end", List.of());
            AgentPlan europe =
                    AgentPlan.in(
                            "eu-west",
                            capacity(),
                            "--drivers=" + driver,
                            "--fake-accelerators=H100:2");
            system.startAgent(europe);
            system.startAgent(AgentPlan.in("us-east", capacity(), "--drivers=" + driver));
            system.awaitNodes();
            shared = new Stage(system, driver, europe);
        }
        return shared;
    }

    /// A system of one's own, still without agents, for tests that others must not meet; it ends
    /// with the run too.
    static Stage alone(String name, AgentPlan first, List<String> options) {
        return new Stage(start(name, options), driver(), first);
    }

    /// One's own again, with these agents, and a store for the checkpoints of jobs.
    static Stage keeping(String name, List<AgentPlan> agents) throws IOException {
        return keeping(name, agents, List.of());
    }

    static Stage keeping(String name, List<AgentPlan> agents, List<String> options)
            throws IOException {
        Stage stage = alone(name, agents.getFirst(), options);
        agents.forEach(stage.system::startAgent);
        stage.system.awaitNodes();
        Path store = Files.createDirectories(stage.system.home().resolve("store"));
        var project = JsonMapper.shared().createObjectNode();
        project.putObject("checkpoints").put("uri", "file:" + store).put("region", "eu-west");
        stage.client().put("/projects/default", project);
        return stage;
    }

    /// A host that jobs can be drawn to by its role.
    static AgentPlan host(String role, String region) {
        return AgentPlan.named(
                "agent-" + role,
                region,
                capacity(),
                "--drivers=" + driver(),
                "--labels=role=" + role);
    }

    /// For what several processes have to find out one after the other.
    static ConditionFactory patiently() {
        return Awaitility.await().atMost(LIMIT).pollInterval(Duration.ofMillis(100));
    }

    private static LocalSystem start(String name, List<String> options) {
        Checkout checkout = Built.checkout();
        return LocalSystem.start(
                checkout, Home.empty(checkout, name), Ports.free(), options, _ -> {});
    }

    /// Of every task here.
    static String driver() {
        return sandboxWorks() ? "sandbox" : "process";
    }

    MeridianClient client() {
        return system.client();
    }

    /// The agent in eu-west, which has two declared GPUs.
    AgentPlan europe() {
        return europe;
    }

    LocalSystem system() {
        return system;
    }

    boolean isolates() {
        return driver.equals("sandbox");
    }

    /// A job of one group: the given lines of YAML are fields of the group, of the task in it, and
    /// of the job.
    ///
    /// @return its id
    String submit(String group, String command, String job) {
        return submitAsking("", group, command, job);
    }

    /// As [#submit], with more resources, as `, accelerators: "H100:1"`.
    String submitAsking(String resources, String group, String command, String job) {
        return submit(driver, resources, group, command, job);
    }

    /// As [#submit], by a driver of one's choice.
    String submitBy(String otherDriver, String group, String command, String job) {
        return submit(otherDriver, "", group, command, job);
    }

    private String submit(String how, String resources, String group, String command, String job) {
        String spec =
                """
                name: end-to-end
                %s
                taskGroups:
                - resources: {cpu: 0.1, memory: 32Mi%s}
                  %s
                  task:
                    driver: %s
                    command: [bash, -c, '%s']
                """
                        .formatted(job, resources, group.replace("\n", "\n  "), how, command);
        return client().submit(spec).path("id").asString();
    }

    String submit(String command) {
        return submit("", command, "");
    }

    JsonNode awaitEnd(String job) {
        return await(job, ENDED);
    }

    JsonNode await(String job, Set<String> states) {
        return PATIENCE.until(
                        LIMIT,
                        () ->
                                Optional.of(client().job(job))
                                        .filter(now ->
                                                states.contains(now.path("state").asString())))
                .orElseThrow(() ->
                        new AssertionError(
                                "after "
                                        + LIMIT
                                        + " the job is "
                                        + client().job(job)
                                        + " because "
                                        + client().explanation(job)));
    }

    /// Waits until the planner has looked at the job and said why it waits.
    JsonNode explained(String job) {
        return PATIENCE.until(
                        LIMIT,
                        () ->
                                Optional.of(client().explanation(job))
                                        .filter(now ->
                                                !now.path("reason")
                                                        .path("token")
                                                        .asString("PendingEvaluation")
                                                        .equals("PendingEvaluation")))
                .orElseThrow(
                        () -> new AssertionError("never explained: " + client().explanation(job)));
    }

    JsonNode onlyAllocation(String job) {
        List<JsonNode> all = client().allocations(job);
        if (all.size() != 1) {
            throw new AssertionError("one allocation expected: " + all);
        }
        return all.getFirst();
    }

    static String capacity() {
        return "--capacity=cpu=8,memory=4Gi,disk=10Gi";
    }

    private static boolean sandboxWorks() {
        try {
            Process process =
                    new ProcessBuilder("bwrap", "--ro-bind", "/", "/", "--unshare-pid", "true")
                            .redirectErrorStream(true)
                            .redirectOutput(ProcessBuilder.Redirect.DISCARD)
                            .start();
            return process.waitFor(30, TimeUnit.SECONDS) && process.exitValue() == 0;
        } catch (IOException _) {
            return false;
        } catch (InterruptedException _) {
            Thread.currentThread().interrupt();
            return false;
        }
    }
}
