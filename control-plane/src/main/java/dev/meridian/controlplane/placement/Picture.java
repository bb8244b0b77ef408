package dev.meridian.controlplane.placement;

import static java.util.stream.Collectors.toMap;

import dev.meridian.controlplane.fleet.FleetQueries;
import dev.meridian.controlplane.jobs.PendingWork;
import dev.meridian.controlplane.jobs.PlacedWork;
import dev.meridian.controlplane.jobs.Unplannable;
import dev.meridian.controlplane.jobs.model.EligibleGroup;
import dev.meridian.controlplane.jobs.model.JobId;
import dev.meridian.controlplane.jobs.model.PlacedAllocation;
import dev.meridian.controlplane.placement.PlacedSet.Copy;
import dev.meridian.controlplane.placement.PlacedSet.Role;
import dev.meridian.controlplane.placement.model.GroupId;
import dev.meridian.controlplane.placement.model.Link;
import dev.meridian.controlplane.placement.model.Node;
import dev.meridian.controlplane.placement.model.PendingGroup;
import dev.meridian.controlplane.placement.model.Placed;
import dev.meridian.controlplane.placement.model.RegionPair;
import dev.meridian.controlplane.placement.store.LastNodes;
import dev.meridian.controlplane.placement.store.Movements;
import dev.meridian.controlplane.placement.store.Movements.Mark;
import dev.meridian.controlplane.placement.store.Movements.Moved;
import io.micrometer.core.instrument.Counter;
import io.micrometer.core.instrument.MeterRegistry;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Collection;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Set;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.stereotype.Component;
import org.springframework.transaction.PlatformTransactionManager;
import org.springframework.transaction.TransactionDefinition;
import org.springframework.transaction.support.TransactionTemplate;

/// What plans are made from, resident in memory: nodes, what they hold, and the front of the queue.
/// The database stays the truth: each reader first brings in what has moved there since the reader
/// before, whichever replica wrote it, so that reading costs what has changed and not the fleet.
///
/// Everything is read anew at the start, after another server answers, when live rows have vanished
/// and when more has moved than is quickly told.
@Component
class Picture {
    private static final Logger log = LoggerFactory.getLogger(Picture.class);

    /// Allocations that wait, about, and as many again so that each queue has its part; more than a
    /// round can start anyway.
    static final int MOST_PENDING = 10_000;

    /// Above it, reading all is quicker.
    private static final int MOST_MOVED = 20_000;

    /// Differences of a kind that are named.
    private static final int MOST_TOLD = 3;

    private final FleetQueries fleet;
    private final PlacedWork work;
    private final PendingWork pending;
    private final LastNodes lastNodes;
    private final Movements movements;
    private final TransactionTemplate oneLook;
    private final Counter rebuilt;
    private final Counter mismatched;

    private final FleetNodes nodes = new FleetNodes();
    private final PendingMapping mapping;
    private PlacedSet placed = new PlacedSet();
    private PendingFront front;
    private @Nullable Mark seen;

    Picture(
            FleetQueries fleet,
            PlacedWork work,
            PendingWork pending,
            Unplannable unplannable,
            LastNodes lastNodes,
            Movements movements,
            PlatformTransactionManager transactions,
            MeterRegistry meters) {
        this.fleet = fleet;
        this.work = work;
        this.pending = pending;
        this.mapping = new PendingMapping(unplannable);
        this.lastNodes = lastNodes;
        this.movements = movements;
        front = new PendingFront(pending, MOST_PENDING);
        // of its own: what a transaction around it has not committed is not true yet
        oneLook = new TransactionTemplate(transactions);
        oneLook.setPropagationBehavior(TransactionDefinition.PROPAGATION_REQUIRES_NEW);
        oneLook.setIsolationLevel(TransactionDefinition.ISOLATION_REPEATABLE_READ);
        oneLook.setReadOnly(true);
        rebuilt = meters.counter("meridian_picture_rebuilds");
        mismatched = meters.counter("meridian_picture_mismatches");
    }

    /// Nothing of it changes afterwards.
    ///
    /// @param copies what is placed, departing or not
    /// @param waiting the front of the queue as it was read
    /// @param groups the same as the planner sees it
    record View(
            List<Node> nodes,
            Map<RegionPair, Link> links,
            List<Copy> copies,
            List<Placed> placed,
            List<EligibleGroup> waiting,
            List<PendingGroup> groups) {}

    synchronized View at(Instant now) {
        oneLook.executeWithoutResult(_ -> catchUp(now));
        return view(now);
    }

    /// Instances of each of these that have a node, as of the last look.
    synchronized Map<GroupId, Integer> current(Collection<GroupId> groups) {
        return groups.stream().collect(toMap(group -> group, placed::currentOf));
    }

    /// Compares memory with the database and takes what the database says.
    ///
    /// @return what differed; empty: nothing did
    synchronized List<String> check(Instant now) {
        record Both(View kept, View read) {}
        Both both =
                Objects.requireNonNull(
                        oneLook.execute(_ -> {
                            catchUp(now);
                            View kept = view(now);
                            rebuild(now);
                            return new Both(kept, view(now));
                        }));
        List<String> differences = differences(both.kept(), both.read());
        if (!differences.isEmpty()) {
            mismatched.increment();
            log.error(
                    "memory was not what the database says, and has been read anew: {}",
                    differences);
        }
        return differences;
    }

    private View view(Instant now) {
        return new View(
                nodes.nodes(),
                nodes.links(),
                placed.view().copies(),
                placed.view().placed(),
                front.view(),
                mapping.groups(front.view(), placed, now));
    }

    private void catchUp(Instant now) {
        Mark before = seen;
        // whatever fails on the way leaves nothing to build upon
        seen = null;
        Mark mark = movements.mark(before == null ? 0 : before.upto());
        if (before == null || !follows(mark, before)) {
            rebuild(now);
        } else {
            Moved moved = movements.since(before.upto(), MOST_MOVED);
            if (moved.complete()) {
                apply(mark, moved, now);
            } else {
                rebuild(now);
            }
        }
        seen = mark;
    }

    private static boolean follows(Mark mark, Mark before) {
        return !mark.vanished()
                && mark.server().equals(before.server())
                && mark.upto() >= before.upto();
    }

    private void apply(Mark mark, Moved moved, Instant now) {
        if (mark.fleet()) {
            nodes.load(fleet.fleet());
        }
        placed.replace(moved.allocations(), copies(work.placedOf(moved.allocations())));
        Set<JobId> read = front.update(moved.jobs(), now);
        mapping.forget(read, lastNodes.ofPending(read));
    }

    private void rebuild(Instant now) {
        rebuilt.increment();
        nodes.load(fleet.fleet());
        placed = new PlacedSet();
        placed.replace(List.of(), copies(work.placed()));
        front = new PendingFront(pending, MOST_PENDING);
        front.load(now);
        mapping.forgetAll(lastNodes.ofPending());
    }

    /// Whether anybody has asked for it yet.
    synchronized boolean isKept() {
        return seen != null;
    }

    private static List<Copy> copies(List<PlacedAllocation> placed) {
        return placed.stream()
                .map(one -> new Copy(SnapshotReader.placed(one), one.allocation(), role(one)))
                .toList();
    }

    private static Role role(PlacedAllocation one) {
        return one.standby() != null
                ? Role.STANDBY
                : one.departing() ? Role.DEPARTING : Role.CURRENT;
    }

    private static List<String> differences(View kept, View read) {
        List<String> found = new ArrayList<>();
        differ("node", kept.nodes(), read.nodes(), Node::id, found);
        differ("link", kept.links().entrySet(), read.links().entrySet(), Map.Entry::getKey, found);
        differ(
                "copy of allocation",
                kept.copies(),
                read.copies(),
                copy -> copy.placed().allocation(),
                found);
        // what lies behind the front may differ: each reading is cut where it is cut
        if (waiting(kept) < MOST_PENDING || waiting(read) < MOST_PENDING) {
            differ("waiting", kept.waiting(), read.waiting(), EligibleGroup::groupId, found);
            differ("group", kept.groups(), read.groups(), PendingGroup::id, found);
        }
        return found;
    }

    private static int waiting(View view) {
        return view.waiting().stream().mapToInt(group -> group.waiting().size()).sum();
    }

    private static <T> void differ(
            String what,
            Collection<T> kept,
            Collection<T> read,
            Function<T, ?> name,
            List<String> found) {
        Set<T> more = new HashSet<>(kept);
        more.removeAll(Set.copyOf(read));
        Set<T> less = new HashSet<>(read);
        less.removeAll(Set.copyOf(kept));
        more.stream()
                .limit(MOST_TOLD)
                .forEach(one -> found.add("%s %s only in memory".formatted(what, name.apply(one))));
        less.stream()
                .limit(MOST_TOLD)
                .forEach(one ->
                        found.add("%s %s only in the database".formatted(what, name.apply(one))));
    }
}
