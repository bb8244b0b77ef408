package dev.meridian.controlplane.dispatch;

import dev.meridian.controlplane.dispatch.model.Drill;
import dev.meridian.controlplane.dispatch.model.DrillId;
import dev.meridian.controlplane.dispatch.model.DrillOrder;
import dev.meridian.controlplane.dispatch.model.DrillReport;
import dev.meridian.controlplane.dispatch.model.DrillStart;
import dev.meridian.controlplane.dispatch.store.DrillCopies;
import dev.meridian.controlplane.dispatch.store.DrillStore;
import dev.meridian.controlplane.fleet.FleetQueries;
import dev.meridian.controlplane.fleet.model.FleetState;
import dev.meridian.controlplane.fleet.model.NodeState;
import dev.meridian.controlplane.jobs.Jobs;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Objects;
import java.util.Optional;
import java.util.UUID;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.stereotype.Service;
import org.springframework.transaction.PlatformTransactionManager;
import org.springframework.transaction.support.TransactionTemplate;

/// Rehearses the loss of a region on chosen jobs, and on nothing else.
///
/// To its copies a region is lost when their leases are not granted again: agents fence what is
/// `fence`, we replace what is `overlap`, each as in earnest and by the same code. Until the drill
/// ends their jobs find no place in that region. Nodes and all other work know nothing of it.
@Service
public class Drills {
    private static final Logger log = LoggerFactory.getLogger(Drills.class);

    private final DrillStore store;
    private final DrillCopies copies;
    private final FleetQueries fleet;
    private final Jobs jobs;
    private final SilenceLimits limits;
    private final TransactionTemplate transactions;

    Drills(
            DrillStore store,
            DrillCopies copies,
            FleetQueries fleet,
            Jobs jobs,
            SilenceLimits limits,
            PlatformTransactionManager transactionManager) {
        this.store = store;
        this.copies = copies;
        this.fleet = fleet;
        this.jobs = jobs;
        this.limits = limits;
        this.transactions = new TransactionTemplate(transactionManager);
    }

    /// Begins a drill, unless there is nothing that it could show.
    public DrillStart start(DrillOrder order, Instant now) {
        FleetState state = fleet.fleet();
        if (state.regions().stream().noneMatch(one -> one.name().equals(order.region()))) {
            return new DrillStart.NoSuchRegion();
        }
        if (state.nodes().stream()
                .noneMatch(node ->
                        !node.region().equals(order.region()) && node.state() == NodeState.READY)) {
            return new DrillStart.Refused(
                    "No other region has a node that is READY: what the drill stops could not run again before its end.");
        }
        DrillStart start =
                Objects.requireNonNull(
                        transactions.execute(transaction -> {
                            DrillStart begun = begin(order, now);
                            if (!(begun instanceof DrillStart.Started)) {
                                transaction.setRollbackOnly();
                            }
                            return begun;
                        }));
        if (start instanceof DrillStart.Started(Drill drill)) {
            log.info("drill {} of region {}: {}", drill.id(), drill.region(), drill.reason());
            jobs.tell(
                    store.allocations(drill.id()),
                    "DRILL_STARTED",
                    "a drill cuts off what runs in region " + drill.region().value(),
                    now);
        }
        return start;
    }

    private DrillStart begin(DrillOrder order, Instant now) {
        Optional<DrillId> id = store.open(order, now);
        if (id.isEmpty()) {
            return store.underWay().stream()
                    .filter(one -> one.region().equals(order.region()))
                    .findFirst()
                    .map(one -> underWay(one.id()))
                    .orElseGet(() -> new DrillStart.Refused("One has ended just now; try again."));
        }
        return store.cutOff(id.get(), order) == 0
                ? new DrillStart.Refused(
                        "None of the chosen jobs runs in region \""
                                + order.region().value()
                                + "\": there is nothing that a drill could show.")
                : new DrillStart.Started(store.find(id.get()).orElseThrow());
    }

    private static DrillStart underWay(DrillId other) {
        return new DrillStart.Refused(
                "Drill " + other + " of this region is under way; wait for its end or abort it.");
    }

    /// Ends it before its time: leases that still last are granted again, and the region is open to
    /// the jobs again. What has moved stays where it is.
    ///
    /// @return empty where there is no such drill
    public Optional<DrillReport> abort(DrillId id, Instant now) {
        store.find(id).ifPresent(drill -> end(drill, Drill.State.ABORTED, now));
        return report(id);
    }

    void end(Drill drill, Drill.State outcome, Instant now) {
        boolean ended =
                Boolean.TRUE.equals(transactions.execute(_ -> store.end(drill.id(), outcome, now)));
        if (ended) {
            log.info("drill {} of region {} is over: {}", drill.id(), drill.region(), outcome);
            jobs.tell(
                    store.allocations(drill.id()),
                    "DRILL_ENDED",
                    "the drill is over; region " + drill.region().value() + " is open again",
                    now);
        }
    }

    public Optional<DrillReport> report(DrillId id) {
        return store.find(id).map(this::report);
    }

    DrillReport report(Drill drill) {
        return new DrillReport(drill, copies.of(drill.id()));
    }

    /// Newest first.
    ///
    /// @param before the list goes on from there; null: from the newest on
    public List<Drill> list(@Nullable UUID before, int limit) {
        return store.list(before, limit);
    }

    List<Drill> underWay() {
        return store.underWay();
    }

    /// What `fence` work waits longer where a region is really lost: nobody tells then that it has
    /// stopped, as its agents do in a drill.
    public Duration unheard() {
        return limits.margin();
    }
}
