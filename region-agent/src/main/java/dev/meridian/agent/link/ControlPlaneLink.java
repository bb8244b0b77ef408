package dev.meridian.agent.link;

import dev.meridian.agent.protocol.ComeBack;
import io.grpc.ManagedChannel;
import java.io.IOException;
import java.lang.System.Logger;
import java.lang.System.Logger.Level;
import java.time.InstantSource;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import java.util.function.LongSupplier;
import java.util.random.RandomGenerator;
import org.jspecify.annotations.Nullable;

/// Keeps one stream to one of the control planes open, goes round them when it breaks, and renews
/// the certificate in time. A loss is logged once, and so is the recovery.
public final class ControlPlaneLink implements AutoCloseable {
    private static final Logger LOG = System.getLogger(ControlPlaneLink.class.getName());

    /// In milliseconds; no control plane has a reason to send anybody away for longer.
    private static final long LONGEST_AWAY = TimeUnit.MINUTES.toMillis(1);

    private final List<HostPort> planes;
    private final Enrolment enrolment;
    private final Duties duties;
    private final Outbox outbox;
    private final LogSource logs;
    private final InstantSource clock;
    private final LongSupplier nanos;
    private final RandomGenerator random;
    private final Backoff backoff;
    private final CountDownLatch closing = new CountDownLatch(1);
    private final Thread thread;

    private Identity identity;
    private volatile @Nullable LinkSession session;
    private volatile @Nullable HostPort current;
    private volatile long heard;
    private volatile boolean everMet;
    private volatile boolean leaving;
    private boolean lost;
    private boolean met;

    public ControlPlaneLink(
            List<HostPort> planes,
            Enrolment enrolment,
            Identity identity,
            Duties duties,
            Outbox outbox,
            LogSource logs,
            InstantSource clock,
            LongSupplier nanos,
            RandomGenerator random) {
        this.planes = List.copyOf(planes);
        this.enrolment = enrolment;
        this.identity = identity;
        this.duties = duties;
        this.outbox = outbox;
        this.logs = logs;
        this.clock = clock;
        this.nanos = nanos;
        this.random = random;
        this.backoff = new Backoff(random);
        this.heard = nanos.getAsLong();
        this.thread = Thread.ofPlatform().name("link").unstarted(this::run);
    }

    public void start() {
        thread.start();
    }

    private void run() {
        try {
            // not all at the first of the list
            for (int turn = random.nextInt(planes.size()); !done(); turn++) {
                HostPort plane = planes.get(turn % planes.size());
                met = false;
                String why = connect(plane);
                if (done()) return;
                // a plane that served us is asked again first, but not one that hangs or is cut off
                if (met && !LinkSession.leaves(why)) turn--;
                lost(plane, why);
                pause(backoff.next().toNanos());
            }
        } catch (InterruptedException _) {
            Thread.currentThread().interrupt();
        }
    }

    private boolean done() {
        return leaving && session == null || closing.getCount() == 0;
    }

    private String connect(HostPort plane) throws InterruptedException {
        renewWhenDue(plane);
        ManagedChannel channel = Channels.mutual(plane, identity);
        try {
            while (true) {
                LinkSession opened =
                        new LinkSession(
                                duties,
                                outbox,
                                logs,
                                nanos,
                                random,
                                () -> welcomed(plane),
                                planes.size() > 1);
                String why = converse(channel, opened);
                Optional<ComeBack> later = opened.comeBack();
                if (later.isEmpty() || done()) return why;
                keepAway(plane, later.get());
                // the connection was dear to make: the next stream opens on it
                if (done()) return why;
            }
        } finally {
            channel.shutdownNow();
        }
    }

    private String converse(ManagedChannel channel, LinkSession opened)
            throws InterruptedException {
        session = opened;
        try (var renewal = new RenewalAlarm(identity, clock, () -> opened.end("renewal"))) {
            renewal.start();
            return opened.run(channel);
        } finally {
            current = null;
            if (opened.met()) heard = opened.lastAnswer();
            session = null;
        }
    }

    /// As long as it asks for. Work that came to us meanwhile is not kept waiting for its lease.
    private void keepAway(HostPort plane, ComeBack asked) throws InterruptedException {
        long lease = duties.shortestLeaseMillis();
        long most = lease > 0 ? Math.min(LONGEST_AWAY, lease / 4) : LONGEST_AWAY;
        long millis = Math.clamp(asked.getAfterMillis(), 0, most);
        LOG.log(Level.DEBUG, "{0} asks us to come back in {1} ms", plane, millis);
        pause(TimeUnit.MILLISECONDS.toNanos(millis));
    }

    private void welcomed(HostPort plane) {
        met = true;
        everMet = true;
        current = plane;
        backoff.reset();
        LOG.log(Level.INFO, "{0} {1}", lost ? "connected again to" : "connected to", plane);
        lost = false;
    }

    private void lost(HostPort plane, String why) {
        if (lost || why.equals("renewal")) return;
        lost = true;
        LOG.log(Level.WARNING, "no contact with {0}: {1}; trying on", plane, why);
    }

    private void renewWhenDue(HostPort plane) {
        if (clock.instant().isBefore(identity.renewAt())) return;
        try {
            switch (enrolment.renew(plane, identity, identity.lapsed(clock))) {
                case Enrolment.Result.Enrolled(var renewed) -> {
                    identity = renewed;
                    LOG.log(Level.INFO, "certificate renewed until {0}", renewed.expiresAt());
                }
                case Enrolment.Result.Refused(var sentence) ->
                        LOG.log(Level.WARNING, "the certificate was not renewed: {0}", sentence);
                case Enrolment.Result.Unreachable(
                                _) -> {} // the connection that follows will say so
            }
        } catch (IOException e) {
            LOG.log(
                    Level.WARNING,
                    "the renewed certificate could not be kept: {0}",
                    e.getMessage());
        }
    }

    private void pause(long atMostNanos) throws InterruptedException {
        boolean _ = closing.await(atMostNanos, TimeUnit.NANOSECONDS);
    }

    /// The control plane that this agent is connected to now.
    public Optional<HostPort> connected() {
        return Optional.ofNullable(current);
    }

    /// Whether any control plane has welcomed this run of the agent.
    public boolean everMet() {
        return everMet;
    }

    /// How long no control plane has said anything, in nanoseconds; at the start counted from
    /// there.
    public long silence() {
        LinkSession open = session;
        long last = open != null && open.met() ? open.lastAnswer() : heard;
        return nanos.getAsLong() - last;
    }

    /// Says goodbye once every report is acknowledged, or gives up after the given time.
    public void leave(String reason, long patienceMillis) throws InterruptedException {
        leaving = true;
        LinkSession open = session;
        if (open != null) open.leave(reason);
        thread.join(patienceMillis);
        close();
    }

    @Override
    public void close() {
        closing.countDown();
        LinkSession open = session;
        if (open != null) open.end("the agent is stopping");
    }
}
