package dev.meridian.swarm;

import dev.meridian.swarm.agent.Figures;
import dev.meridian.swarm.agent.Host;
import dev.meridian.swarm.agent.SimulatedAgent;
import dev.meridian.swarm.agent.Surroundings;
import dev.meridian.swarm.link.Enrolment;
import dev.meridian.swarm.link.Identity;
import dev.meridian.swarm.link.JoinTokens;
import dev.meridian.swarm.link.Plane;
import dev.meridian.swarm.script.HostShape;
import dev.meridian.swarm.script.Script;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Queue;
import java.util.Random;
import java.util.SplittableRandom;
import java.util.concurrent.ConcurrentLinkedQueue;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.ScheduledThreadPoolExecutor;
import java.util.concurrent.Semaphore;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.function.Consumer;
import java.util.logging.Level;
import java.util.logging.Logger;
import java.util.random.RandomGenerator;

/// So many simulated agents in this process, each with its own certificate and connection.
public final class SimulatedFleet implements AutoCloseable {
    private static final int DIALLING = 2;
    private static final long WELCOME_SECONDS = 60;
    private static final int GIB = 1024;

    /// What the transport tells of itself is of no interest among the figures.
    private static final Logger TRANSPORT = Logger.getLogger("io.grpc");

    static {
        TRANSPORT.setLevel(Level.WARNING);
    }

    private final Script script;
    private final ScheduledThreadPoolExecutor timer = new ScheduledThreadPoolExecutor(1);
    private final ExecutorService dialling = Executors.newFixedThreadPool(DIALLING);
    private final Surroundings around;
    private final RandomGenerator.SplittableGenerator random;
    private final List<SimulatedAgent> agents = Collections.synchronizedList(new ArrayList<>());

    public SimulatedFleet(Plane plane, Script script) {
        this.script = script;
        this.random = new SplittableRandom(script.seed());
        timer.setRemoveOnCancelPolicy(true);
        this.around = new Surroundings(plane, timer, dialling, script::play, new Figures());
    }

    public Figures figures() {
        return around.figures();
    }

    /// Adds agents and waits until each has been welcomed; a few join at once, so that a control
    /// plane with other work is not overrun.
    ///
    /// @param regions each with one cluster, `<region>-a`; agents are dealt out to them in turn
    /// @param joined is told how many have joined so far
    /// @throws IllegalStateException when one cannot join
    public void join(
            int count,
            String prefix,
            List<String> regions,
            JoinTokens tokens,
            Consumer<Integer> joined)
            throws InterruptedException {
        Semaphore turn = new Semaphore(Enrolment.AT_ONCE);
        AtomicInteger done = new AtomicInteger();
        Queue<Exception> failures = new ConcurrentLinkedQueue<>();
        String region = regions.getFirst();
        // closed in the order that lets all of them end first
        try (Enrolment enrolment =
                        new Enrolment(around.plane(), tokens.create(region, region + "-a"));
                ExecutorService joining = Executors.newVirtualThreadPerTaskExecutor()) {
            for (int i = 0; i < count && failures.isEmpty(); i++) {
                Host host = host(prefix, i, regions);
                RandomGenerator chance = random.split();
                turn.acquire();
                joining.execute(() -> {
                    try {
                        String token = tokens.create(host.region(), host.cluster());
                        Identity identity = enrolment.join(token, host.name());
                        welcome(new SimulatedAgent(around, identity, host, chance));
                        joined.accept(done.incrementAndGet());
                    } catch (Exception e) {
                        failures.add(e);
                    } finally {
                        turn.release();
                    }
                });
            }
        }
        if (!failures.isEmpty()) {
            throw new IllegalStateException("an agent cannot join", failures.peek());
        }
    }

    private void welcome(SimulatedAgent agent) throws Exception {
        agents.add(agent);
        agent.connect();
        agent.welcome().get(WELCOME_SECONDS, TimeUnit.SECONDS);
    }

    private Host host(String prefix, int index, List<String> regions) {
        HostShape shape = script.hosts();
        String region = regions.get(index % regions.size());
        return new Host(
                "%s-%05d".formatted(prefix, index + 1),
                region,
                region + "-a",
                shape.cores() * 1000L,
                (long) shape.memoryGib() * GIB,
                shape.accelerators(),
                shape.acceleratorModel(),
                (long) shape.acceleratorMemoryGib() * GIB);
    }

    /// From now on the script's silences and storms come at their times.
    ///
    /// @param told what happens, for people
    public void begin(Consumer<String> told) {
        script.silences()
                .forEach(silence ->
                        at(
                                silence.at().millis(),
                                () -> {
                                    List<SimulatedAgent> some = some(silence.share().part());
                                    told.accept(
                                            "%,d agents fall silent for %s"
                                                    .formatted(some.size(), silence.lasts()));
                                    some.forEach(SimulatedAgent::silence);
                                    at(
                                            silence.lasts().millis(),
                                            () -> {
                                                told.accept(
                                                        "%,d agents speak again"
                                                                .formatted(some.size()));
                                                some.forEach(SimulatedAgent::speak);
                                            });
                                }));
        script.storms()
                .forEach(storm ->
                        at(
                                storm.at().millis(),
                                () -> {
                                    List<SimulatedAgent> some = some(storm.share().part());
                                    told.accept(
                                            "%,d connections are cut, and come back within %s"
                                                    .formatted(some.size(), storm.within()));
                                    some.forEach(agent ->
                                            agent.cut(
                                                    random.nextLong(storm.within().millis() + 1)));
                                }));
    }

    private void at(long millis, Runnable what) {
        var _ = timer.schedule(() -> dialling.execute(what), millis, TimeUnit.MILLISECONDS);
    }

    private synchronized List<SimulatedAgent> some(double part) {
        List<SimulatedAgent> all = new ArrayList<>(agents);
        Collections.shuffle(all, Random.from(random));
        return List.copyOf(all.subList(0, (int) Math.round(part * all.size())));
    }

    @Override
    public void close() {
        timer.shutdownNow();
        agents.forEach(SimulatedAgent::close);
        dialling.shutdownNow();
    }
}
