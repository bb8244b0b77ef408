package dev.meridian.controlplane.dispatch;

import dev.meridian.controlplane.dispatch.model.Doorstep;
import dev.meridian.controlplane.dispatch.model.MassLoss;
import dev.meridian.controlplane.dispatch.model.Tempo;
import dev.meridian.controlplane.dispatch.store.LeaseStore;
import dev.meridian.controlplane.dispatch.store.LeaseStore.Cause;
import dev.meridian.controlplane.dispatch.store.LeaseStore.Ended;
import dev.meridian.controlplane.fleet.Fleet;
import dev.meridian.controlplane.fleet.FleetQueries;
import dev.meridian.controlplane.fleet.model.Contact;
import dev.meridian.controlplane.fleet.model.NodeId;
import dev.meridian.controlplane.fleet.model.SilentNode;
import dev.meridian.controlplane.jobs.Jobs;
import dev.meridian.controlplane.jobs.model.Loss;
import dev.meridian.controlplane.replicas.Leading;
import dev.meridian.controlplane.replicas.model.Lead;
import io.micrometer.core.instrument.Counter;
import io.micrometer.core.instrument.MeterRegistry;
import java.time.Duration;
import java.time.Instant;
import java.time.ZoneOffset;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.function.Supplier;
import java.util.stream.Collectors;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.boot.context.properties.EnableConfigurationProperties;
import org.springframework.stereotype.Service;

/// Watches for silence: a silent node is SUSPECT and takes no new work, then LOST; a copy whose
/// lease and margins are over is given up, and its allocation waits to be placed elsewhere under
/// the next epoch.
@Service
@EnableConfigurationProperties({SilenceLimits.class, FailoverSettings.class})
public class LeaseLoop {
    private static final Logger log = LoggerFactory.getLogger(LeaseLoop.class);
    private static final int AT_ONCE = 500;
    private static final int TOLD = 10;

    /// Less than the shortest lease that a job may ask for.
    private static final Duration HEARD_JUST_NOW = Duration.ofSeconds(1);

    private final Fleet fleet;
    private final FleetQueries queries;
    private final Jobs jobs;
    private final LeaseStore leases;
    private final SilenceLimits limits;
    private final Tempo tempo;
    private final Grace grace;
    private final Doorstep doorstep;
    private final AtomicInteger frozen;
    private final AtomicInteger heldBack;
    private final Counter lost;
    private final Counter suspectedNodes;
    private final Counter lostNodes;
    private long term;

    LeaseLoop(
            Fleet fleet,
            FleetQueries queries,
            Jobs jobs,
            LeaseStore leases,
            SilenceLimits limits,
            FailoverSettings settings,
            Grace grace,
            Doorstep doorstep,
            MeterRegistry meters) {
        this.fleet = fleet;
        this.queries = queries;
        this.jobs = jobs;
        this.leases = leases;
        this.limits = limits;
        this.tempo = new Tempo(settings.burst(), settings.perSecond());
        this.grace = grace;
        this.doorstep = doorstep;
        this.frozen = meters.gauge("meridian.leases.frozen", new AtomicInteger());
        this.heldBack = meters.gauge("meridian.failover.held.back", new AtomicInteger());
        this.lost = meters.counter("meridian.leases.lost");
        this.suspectedNodes = meters.counter("meridian.nodes.silent", "became", "suspect");
        this.lostNodes = meters.counter("meridian.nodes.silent", "became", "lost");
    }

    public void runOnce(Instant now) {
        beHere(now);
        suspect(now);
        if (!frozen(now)) {
            Instant judgedSince = grace.judgedSince(now);
            if (doorstep.waiting() > 0) {
                grace.crowded(now);
            }
            if (!grace.mayBeAtTheDoor(now)) {
                declareLost(now, judgedSince);
            }
            giveUp(() -> silenced(judgedSince, now), now);
        }
        leases.endOfDeparted();
        loseKnownDead(now);
        grace.done(now);
    }

    /// Since when agents could be heard without a break: by this replica or, before it led, by
    /// others. A new leader owes nobody a grace who has found another replica, or could have.
    private void beHere(Instant now) {
        Optional<Lead> lead = Leading.now();
        if (lead.isPresent() && lead.get().term() != term) {
            term = lead.get().term();
            grace.heardSince(now.minus(lead.get().contact()));
        } else {
            grace.begin(now);
        }
    }

    /// Gives up the copies whose death was told; no silence has to be judged for that.
    void loseKnownDead(Instant now) {
        giveUp(() -> leases.knownDead(AT_ONCE), now);
    }

    /// Copies whose lease silence has ended, in the order of importance and as many as the tempo
    /// allows. A short lease ends before its node is suspected by the usual measure: it is by now,
    /// so that the next copy is not placed there again.
    private List<Ended> silenced(Instant judgedSince, Instant now) {
        List<Ended> over =
                leases.ended(limits.margin(), judgedSince.atOffset(ZoneOffset.UTC), AT_ONCE);
        List<Ended> ended = tempo.admit(over, Ended::region, now);
        heldBack.set(over.size() - ended.size());
        Set<NodeId> nodes =
                ended.stream()
                        .filter(one -> one.cause() == Cause.SILENCE)
                        .map(Ended::node)
                        .collect(Collectors.toSet());
        Set<NodeId> moved =
                fleet.contact(
                        nodes, Contact.READY, Contact.SUSPECT, now.minus(HEARD_JUST_NOW), now);
        if (!moved.isEmpty()) {
            log.warn("{} silent for longer than a lease: {}", nodes(moved.size()), some(moved));
            jobs.contactLost(moved, now);
            suspectedNodes.increment(moved.size());
        }
        return ended;
    }

    /// Nodes that were last heard before we were away are given as long to find us again as any
    /// silence may last.
    private void suspect(Instant now) {
        Instant heardBefore = now.minus(limits.suspectAfter());
        List<NodeId> silent =
                ids(
                        heardSince(
                                grace.suspectedSince(now),
                                queries.silent(Contact.READY, heardBefore)));
        Set<NodeId> moved = fleet.contact(silent, Contact.READY, Contact.SUSPECT, heardBefore, now);
        if (!moved.isEmpty()) {
            log.warn(
                    "{} silent for {}: {}",
                    nodes(moved.size()),
                    limits.suspectAfter(),
                    some(moved));
            jobs.contactLost(moved, now);
            suspectedNodes.increment(moved.size());
        }
    }

    /// A node that has not been heard since we are back may only not have found us yet.
    private void declareLost(Instant now, Instant judgedSince) {
        Instant heardBefore = now.minus(limits.lostAfter());
        List<NodeId> silent =
                ids(heardSince(judgedSince, queries.silent(Contact.SUSPECT, heardBefore)));
        Set<NodeId> moved = fleet.contact(silent, Contact.SUSPECT, Contact.LOST, heardBefore, now);
        if (!moved.isEmpty()) {
            log.warn(
                    "{} lost after {} of silence: {}",
                    nodes(moved.size()),
                    limits.lostAfter(),
                    some(moved));
            lostNodes.increment(moved.size());
        }
    }

    private void giveUp(Supplier<List<Ended>> batch, Instant now) {
        List<Ended> ended;
        boolean moving;
        do {
            ended = batch.get();
            moving =
                    !ended.isEmpty()
                            && !jobs.lose(ended.stream().map(LeaseLoop::loss).toList(), now)
                                    .isEmpty();
            lost.increment(ended.size());
        } while (moving && ended.size() >= AT_ONCE);
    }

    private static Loss loss(Ended ended) {
        return new Loss(
                ended.allocation(),
                ended.epoch(),
                switch (ended.cause()) {
                    case TOLD -> "its node no longer holds it";
                    case DRILL -> "a drill of its region withheld its lease";
                    case SILENCE -> "its node was silent until the lease was over";
                });
    }

    /// Many nodes silent at once, and not of one region alone.
    private boolean frozen(Instant now) {
        boolean suspected =
                !queries.silent(Contact.SUSPECT, now).isEmpty()
                        && MassLoss.suspected(MassLoss.count(queries.fleet().nodes()));
        boolean before = frozen.getAndSet(suspected ? 1 : 0) == 1;
        if (suspected && !before) {
            log.error(
                    "too many nodes of more than one region are silent at once: nobody is declared lost until they return");
        } else if (before && !suspected) {
            grace.again(now);
            log.warn("contact returns: the time of those that are silent still starts again");
        }
        return suspected;
    }

    private static List<SilentNode> heardSince(Instant since, List<SilentNode> nodes) {
        return nodes.stream().filter(node -> !node.lastHeard().isBefore(since)).toList();
    }

    private static List<NodeId> ids(List<SilentNode> silent) {
        return silent.stream().map(SilentNode::id).toList();
    }

    private static String nodes(int count) {
        return count == 1 ? "one node is" : count + " nodes are";
    }

    /// A region may be lost at once: its nodes stand in the history, one event each.
    private static String some(Set<NodeId> nodes) {
        String first =
                nodes.stream().limit(TOLD).map(NodeId::toString).collect(Collectors.joining(", "));
        return nodes.size() > TOLD ? first + " and others" : first;
    }
}
