package dev.meridian.agent;

import dev.meridian.agent.journal.Journal;
import dev.meridian.agent.link.ControlPlaneLink;
import dev.meridian.agent.link.Enrolment;
import dev.meridian.agent.link.FirstContact;
import dev.meridian.agent.link.Identity;
import dev.meridian.agent.link.IdentityStore;
import dev.meridian.agent.link.LendingPeers;
import dev.meridian.agent.link.Outbox;
import dev.meridian.agent.link.PeerDoor;
import dev.meridian.agent.link.TelemetrySpool;
import dev.meridian.agent.probe.AcceleratorSource;
import dev.meridian.agent.probe.AcceleratorSources;
import dev.meridian.agent.probe.AllocationProbe;
import dev.meridian.agent.probe.HostProbe;
import dev.meridian.agent.probe.Telemetry;
import dev.meridian.agent.run.BootClock;
import dev.meridian.agent.run.BootId;
import dev.meridian.agent.run.Checkpoints;
import dev.meridian.agent.run.Driver;
import dev.meridian.agent.run.Guard;
import dev.meridian.agent.run.Leases;
import dev.meridian.agent.run.Outputs;
import dev.meridian.agent.run.Rehearsal;
import dev.meridian.agent.run.StandbyFolders;
import dev.meridian.agent.run.Standbys;
import dev.meridian.agent.run.Supervisor;
import dev.meridian.agent.run.Tasks;
import dev.meridian.agent.run.cgroup.Groups;
import dev.meridian.agent.run.cgroup.HostGroups;
import java.io.IOException;
import java.lang.System.Logger;
import java.lang.System.Logger.Level;
import java.time.Clock;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.OptionalInt;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import java.util.function.LongSupplier;
import java.util.random.RandomGenerator;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;

/// Puts the agent's parts together and keeps them going until the process is asked to end.
final class Agent implements AutoCloseable {
    private static final Logger LOG = System.getLogger(Agent.class.getName());
    private static final Duration LONGEST_STOP = Duration.ofMinutes(1);
    private static final long LAST_WORDS_MILLIS = 3_000;

    private final DataDir dataDir;
    private final Guard guard;
    private final Tasks tasks;
    private final Journal journal;
    private final Supervisor supervisor;
    private final Courier courier;
    private final ControlPlaneLink link;
    private final Rhythm rhythm;
    private final @Nullable PeerDoor peerDoor;

    private Agent(AgentSettings settings, DataDir dataDir, Guard guard)
            throws IOException, InterruptedException {
        Clock clock = Clock.systemUTC();
        LongSupplier nanos = new BootClock(System::nanoTime);
        RandomGenerator random = RandomGenerator.getDefault();
        this.dataDir = dataDir;
        this.guard = guard;

        HostProbe host = new HostProbe(dataDir.path(), System::nanoTime);
        AcceleratorSource accelerators = AcceleratorSources.find(settings.fakeAccelerators());

        IdentityStore identities = new IdentityStore(dataDir.path());
        Enrolment enrolment =
                new Enrolment(
                        identities,
                        new Enrolment.Wish(
                                NodeFacts.name(settings),
                                settings.region(),
                                settings.cluster(),
                                settings.pool()));
        Identity identity =
                new FirstContact(identities, enrolment, settings.controlPlanes(), clock, random)
                        .identity(settings.joinToken());

        this.peerDoor =
                settings.peerPort() < 0
                        ? null
                        : PeerDoor.open(
                                dataDir.path(),
                                NodeFacts.address(settings),
                                settings.peerPort(),
                                identities);
        LendingPeers peers = new LendingPeers(dataDir.path());

        Groups groups = HostGroups.find(dataDir.family());
        LOG.log(Level.INFO, groups.sentence());
        Outbox outbox = new Outbox(nanos, new TelemetrySpool(dataDir.path()));
        Outputs outputs = new Outputs();
        this.journal = Journal.open(dataDir.path());
        StandbyFolders ahead = new StandbyFolders(dataDir.path());
        Checkpoints checkpoints =
                new Checkpoints(settings.checkpointStore(), ahead, System.getenv(), clock, nanos);
        List<Driver> wished = DriverChoice.offered(settings);
        List<Driver> drivers =
                Rehearsal.of(wished, new Tasks(dataDir.path(), groups, wished, checkpoints));
        NodeFacts facts =
                new NodeFacts(
                        settings,
                        host,
                        accelerators,
                        drivers.stream().map(Driver::name).toList(),
                        peerDoor == null ? OptionalInt.empty() : OptionalInt.of(peerDoor.port()));
        this.tasks = new Tasks(dataDir.path(), groups, drivers, checkpoints);
        Leases leases = new Leases(dataDir.path(), BootId.current(), guard::leaseOpened);
        this.supervisor =
                new Supervisor(tasks, journal, leases, outputs, outbox::offer, clock, nanos);
        Telemetry telemetry =
                new Telemetry(
                        List.of(
                                host,
                                accelerators,
                                new AllocationProbe(() -> uses(supervisor), System::nanoTime)),
                        clock,
                        outbox::offer);
        this.courier = new Courier(supervisor::held, peers, identities, supervisor::ordered, nanos);
        this.rhythm =
                new Rhythm(this::tick, () -> !supervisor.held().isEmpty(), telemetry::runOnce);
        this.link =
                new ControlPlaneLink(
                        settings.controlPlanes(),
                        enrolment,
                        identity,
                        new AgentDuties(
                                facts,
                                supervisor,
                                new Standbys(tasks, ahead, outbox::offer, nanos),
                                rhythm,
                                peers),
                        outbox,
                        outputs,
                        clock,
                        nanos,
                        random);
        if (peerDoor != null) peerDoor.lend(link::connected);
        supervisor.listen(link::silence, link::everMet);
    }

    private void tick() {
        supervisor.tick();
        courier.look(link.silence());
    }

    private static Map<String, AllocationProbe.Use> uses(Supervisor supervisor) {
        return supervisor.running().entrySet().stream()
                .collect(
                        Collectors.toMap(
                                entry -> entry.getKey().allocationId(),
                                entry -> {
                                    var usage = entry.getValue().usage();
                                    return new AllocationProbe.Use(
                                            usage.cpuNanos(),
                                            usage.memoryMib(),
                                            usage.peakMemoryMib(),
                                            supervisor.wholeDevices(entry.getKey()));
                                },
                                (a, _) -> a));
    }

    static Agent start(AgentSettings settings) throws IOException, InterruptedException {
        DataDir dataDir = DataDir.hold(settings.dataDir());
        // first of all: what an earlier run left must not wait for our first contact
        Guard guard =
                Guard.start(
                        dataDir.path(),
                        Testify.command(settings, dataDir.path()),
                        System::nanoTime);
        Agent agent = new Agent(settings, dataDir, guard);
        agent.supervisor.recover();
        agent.rhythm.start();
        agent.link.start();
        return agent;
    }

    /// Returns when the process was asked to end and all is in order.
    static int run(AgentSettings settings) throws IOException, InterruptedException {
        Agent agent = start(settings);
        CountDownLatch asked = new CountDownLatch(1);
        CountDownLatch done = new CountDownLatch(1);
        Runtime.getRuntime().addShutdownHook(new Thread(() -> await(asked, done), "stop"));
        asked.await();
        if (settings.keepOnStop()) agent.part();
        else agent.leave("the agent was asked to stop");
        done.countDown();
        return 0;
    }

    private static void await(CountDownLatch asked, CountDownLatch done) {
        asked.countDown();
        try {
            boolean _ =
                    done.await(
                            LONGEST_STOP.toMillis() + 2 * LAST_WORDS_MILLIS, TimeUnit.MILLISECONDS);
        } catch (InterruptedException _) {
            Thread.currentThread().interrupt();
        }
    }

    /// Ends all work in order, reports it, and says goodbye.
    void leave(String why) throws InterruptedException {
        LOG.log(Level.INFO, "stopping: {0}", why);
        supervisor.leave(why, LONGEST_STOP);
        link.leave(why, LAST_WORDS_MILLIS);
        guard.dismiss();
        close();
    }

    /// Leaves the work to the next agent on this data directory, and to the guard until then. No
    /// goodbye is said, for the work goes on.
    void part() {
        LOG.log(Level.INFO, "stopping: work that runs is kept for the next agent");
        close();
    }

    @Override
    public void close() {
        rhythm.close();
        link.close();
        guard.close();
        tasks.close();
        try {
            if (peerDoor != null) peerDoor.close();
            journal.close();
            dataDir.close();
        } catch (IOException e) {
            LOG.log(Level.WARNING, "not all files were closed: {0}", e.getMessage());
        }
    }
}
