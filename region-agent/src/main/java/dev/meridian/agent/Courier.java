package dev.meridian.agent;

import dev.meridian.agent.link.HostPort;
import dev.meridian.agent.link.Identity;
import dev.meridian.agent.link.IdentityStore;
import dev.meridian.agent.link.LendingPeers;
import dev.meridian.agent.link.Witness;
import dev.meridian.agent.protocol.AllocationReport;
import dev.meridian.agent.protocol.EndOrder;
import dev.meridian.agent.protocol.RunningCopy;
import dev.meridian.agent.protocol.TaskState;
import dev.meridian.agent.protocol.Testimony;
import java.io.IOException;
import java.lang.System.Logger;
import java.lang.System.Logger.Level;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.TimeUnit;
import java.util.function.Consumer;
import java.util.function.LongSupplier;
import java.util.function.Supplier;

/// Tells by way of a peer what has ended here while this agent is cut off, so that nobody has to
/// wait for its leases, and asks what of the rest is to end. Only what has left no process behind
/// is told; the usual report follows on this agent's own way when it has one again.
final class Courier {
    private static final Logger LOG = System.getLogger(Courier.class.getName());

    /// Longer than from one heartbeat's answer to the next.
    private static final long SILENCE = TimeUnit.SECONDS.toNanos(5);

    private static final long ASK_EVERY = TimeUnit.SECONDS.toNanos(10);
    private static final long FIRST_PAUSE = TimeUnit.SECONDS.toNanos(2);
    private static final long LONGEST_PAUSE = TimeUnit.SECONDS.toNanos(60);

    private record Place(String allocation, int epoch) {}

    private final Supplier<List<AllocationReport>> held;
    private final LendingPeers peers;
    private final IdentityStore identities;
    private final Consumer<EndOrder> orders;
    private final LongSupplier nanos;
    private final Set<Place> told = new HashSet<>();
    private boolean underWay;
    private long again = Long.MIN_VALUE;
    private long askAgain = Long.MIN_VALUE;
    private long pause = FIRST_PAUSE;

    Courier(
            Supplier<List<AllocationReport>> held,
            LendingPeers peers,
            IdentityStore identities,
            Consumer<EndOrder> orders,
            LongSupplier nanos) {
        this.held = held;
        this.peers = peers;
        this.identities = identities;
        this.orders = orders;
        this.nanos = nanos;
    }

    /// Returns at once. To be called several times a second.
    ///
    /// @param silence of all control planes, in nanoseconds
    synchronized void look(long silence) {
        if (silence < SILENCE) {
            told.clear();
            return;
        }
        if (underWay || nanos.getAsLong() < again) return;
        List<HostPort> known = peers.known();
        if (known.isEmpty()) return;
        List<AllocationReport> news = new ArrayList<>();
        List<RunningCopy> running = new ArrayList<>();
        for (AllocationReport report : held.get()) {
            if (report.getStateValue() <= TaskState.RUNNING_VALUE) running.add(running(report));
            else if (!told.contains(place(report))) news.add(report.toBuilder().setSeq(0).build());
        }
        boolean ask = !running.isEmpty() && nanos.getAsLong() >= askAgain;
        if (news.isEmpty() && !ask) return;
        underWay = true;
        Testimony testimony = Testimony.newBuilder().addAllEnded(news).addAllHeld(running).build();
        Thread.ofVirtual().name("courier").start(() -> carry(testimony, known));
    }

    private void carry(Testimony testimony, List<HostPort> known) {
        Witness.Told said;
        try {
            Optional<Identity> identity = identities.load();
            said =
                    identity.isEmpty()
                            ? new Witness.Told("the node's certificate is gone", List.of())
                            : new Witness(List.of(), known, identity.get()).tell(testimony);
        } catch (IOException | RuntimeException e) {
            said = new Witness.Told(String.valueOf(e.getMessage()), List.of());
        }
        said.orders().forEach(orders);
        done(testimony.getEndedList(), said.why());
    }

    private synchronized void done(List<AllocationReport> news, String why) {
        underWay = false;
        if (why.isEmpty()) {
            news.forEach(report -> told.add(place(report)));
            pause = FIRST_PAUSE;
            askAgain = nanos.getAsLong() + ASK_EVERY;
            if (news.isEmpty()) return;
            LOG.log(Level.INFO, "told what became of {0} by way of a peer", news.size());
        } else {
            again = nanos.getAsLong() + pause;
            pause = Math.min(2 * pause, LONGEST_PAUSE);
            LOG.log(Level.DEBUG, "no peer could tell what ended here: {0}", why);
        }
    }

    private static RunningCopy running(AllocationReport report) {
        return RunningCopy.newBuilder()
                .setAllocationId(report.getAllocationId())
                .setEpoch(report.getEpoch())
                .build();
    }

    private static Place place(AllocationReport report) {
        return new Place(report.getAllocationId(), report.getEpoch());
    }
}
