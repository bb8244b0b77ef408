package dev.meridian.verification.local;

import dev.meridian.cli.client.Connection;
import dev.meridian.cli.client.MeridianClient;
import dev.meridian.cli.client.Patience;
import java.nio.file.Path;
import java.security.SecureRandom;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Base64;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.Consumer;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import tools.jackson.databind.JsonNode;

/// Several control planes on one PostgreSQL that none of them owns, and agents that know them all.
public final class ReplicatedSystem implements AutoCloseable {
    private static final Duration START_LIMIT = Duration.ofMinutes(3);
    private static final Patience PATIENCE = new Patience(Duration.ofMillis(100));
    private static final int KEY_BYTES = 32;

    private final Checkout checkout;
    private final Path home;
    private final Database database;
    private final List<Replica> replicas;
    private final List<Child> agents = new ArrayList<>();
    private final MeridianClient client;

    private ReplicatedSystem(
            Checkout checkout,
            Path home,
            Database database,
            List<Site> sites,
            List<String> options,
            Consumer<String> progress) {
        this.checkout = checkout;
        this.home = home;
        this.database = database;
        Path jar = Unpacked.jar(checkout.controlPlaneJar());
        String key = key();
        this.replicas =
                IntStream.range(0, sites.size())
                        .mapToObj(number ->
                                new Replica(
                                        jar,
                                        home.resolve("replica-" + (number + 1)),
                                        sites.get(number).ports(),
                                        environment(sites.get(number), database, key),
                                        options))
                        .toList();
        // the first makes the tables and the authority, the others find them
        for (Replica replica : replicas) {
            progress.accept("starting " + replica.url() + " …");
            replica.start();
            awaitReady(replica);
        }
        this.client =
                new MeridianClient(
                        new Connection(
                                replicas.stream().map(Replica::url).toList(),
                                Connection.adminToken(replicas.getFirst().home()),
                                "",
                                "as given",
                                "the caller"));
    }

    /// Starts them one after the other and waits until all serve.
    ///
    /// @param home where all of it lies
    /// @param ports one pair for each replica
    /// @param options properties of each, as `--meridian.silence.kill=2s`
    public static ReplicatedSystem start(
            Checkout checkout,
            Path home,
            List<Ports> ports,
            List<String> options,
            Consumer<String> progress) {
        Database database = ServedDatabase.start(checkout, home);
        return start(checkout, home, database, Site.near(ports, database), options, progress);
    }

    /// As [#start], on a database that serves already; it is closed with the system.
    public static ReplicatedSystem start(
            Checkout checkout,
            Path home,
            Database database,
            List<Site> sites,
            List<String> options,
            Consumer<String> progress) {
        return new ReplicatedSystem(
                checkout, home.toAbsolutePath(), database, sites, options, progress);
    }

    /// Of a replica: the database, and the key of the installation, which all share.
    private static Map<String, String> environment(Site site, Database database, String key) {
        return Map.of(
                "SPRING_DATASOURCE_URL",
                site.database(),
                "SPRING_DATASOURCE_USERNAME",
                database.user(),
                "SPRING_DATASOURCE_PASSWORD",
                database.password(),
                "MERIDIAN_SECRETKEY",
                key);
    }

    private static String key() {
        byte[] key = new byte[KEY_BYTES];
        new SecureRandom().nextBytes(key);
        return Base64.getEncoder().encodeToString(key);
    }

    /// Waits until it serves.
    public void awaitReady(Replica replica) {
        Replica _ =
                PATIENCE.until(
                                START_LIMIT,
                                () -> replica.isReady() ? Optional.of(replica) : Optional.empty())
                        .orElseThrow(() ->
                                new IllegalStateException(
                                        replica.url()
                                                + " is not ready:\n"
                                                + replica.process().tail()));
    }

    /// Of all of them: whoever answers.
    public MeridianClient client() {
        return client;
    }

    public List<Replica> replicas() {
        return replicas;
    }

    /// As `meridian` takes it.
    public String urls() {
        return replicas.stream()
                .map(replica -> replica.url().toString())
                .collect(Collectors.joining(","));
    }

    /// The one that leads, as another may say; empty: none does.
    public Optional<Replica> leader() {
        return lead().flatMap(line ->
                replicas.stream()
                        .filter(each -> each.ports().http() == line.path("httpPort").asInt())
                        .findFirst());
    }

    /// The term of the leader; 0: none leads.
    public long term() {
        return lead().map(line -> line.path("term").asLong()).orElse(0L);
    }

    private Optional<JsonNode> lead() {
        return client.all("/replicas").stream()
                .filter(line -> line.path("role").asString("").equals("LEADER"))
                .findFirst();
    }

    /// An agent that knows all replicas; returns at once, [#awaitNodes] waits for all.
    public Child startAgent(AgentPlan plan) {
        return startAgent(
                plan,
                replicas.stream().map(replica -> "localhost:" + replica.ports().agents()).toList());
    }

    /// As [#startAgent], but by these ways.
    ///
    /// @param ways `host:port` of each replica, as the agent sees it
    public Child startAgent(AgentPlan plan, List<String> ways) {
        String token =
                client.createJoinToken(plan.region(), plan.cluster()).path("token").asString();
        List<String> command = new ArrayList<>();
        command.add(checkout.agentLauncher().toString());
        command.add("--control-plane=" + String.join(",", ways));
        command.add("--name=" + plan.name());
        command.add("--region=" + plan.region());
        command.add("--cluster=" + plan.cluster());
        command.add("--data-dir=" + home.resolve("agents").resolve(plan.name()));
        command.addAll(plan.options());
        command.add("--join-token=" + token);
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
        long _ =
                PATIENCE.until(
                                Duration.ofMinutes(1),
                                () -> {
                                    agents.forEach(Child::mustLive);
                                    return Optional.of(readyNodes())
                                            .filter(ready -> ready >= agents.size());
                                })
                        .orElseThrow(() ->
                                new IllegalStateException(
                                        "only "
                                                + readyNodes()
                                                + " of "
                                                + agents.size()
                                                + " are ready"));
    }

    private long readyNodes() {
        return client.all("/nodes").stream()
                .filter(node -> node.path("state").asString("").equals("READY"))
                .count();
    }

    /// Agents first, so that they can take their leave, and the database last.
    @Override
    public void close() {
        agents.forEach(Child::close);
        replicas.forEach(replica -> replica.process().signal("CONT"));
        replicas.forEach(replica -> replica.process().close());
        client.close();
        database.close();
    }
}
