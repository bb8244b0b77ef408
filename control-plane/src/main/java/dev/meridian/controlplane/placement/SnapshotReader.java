package dev.meridian.controlplane.placement;

import static java.util.stream.Collectors.toSet;

import dev.meridian.controlplane.jobs.PendingWork;
import dev.meridian.controlplane.jobs.Unplannable;
import dev.meridian.controlplane.jobs.model.AllocationId;
import dev.meridian.controlplane.jobs.model.AllocationState.Kind;
import dev.meridian.controlplane.jobs.model.EligibleGroup;
import dev.meridian.controlplane.jobs.model.JobId;
import dev.meridian.controlplane.jobs.model.PlacedAllocation;
import dev.meridian.controlplane.jobs.model.PreemptionTerms;
import dev.meridian.controlplane.jobs.model.StandbyId;
import dev.meridian.controlplane.jobs.model.StopOrder;
import dev.meridian.controlplane.placement.Picture.View;
import dev.meridian.controlplane.placement.PlacedSet.Copy;
import dev.meridian.controlplane.placement.PlacedSet.Role;
import dev.meridian.controlplane.placement.model.Amounts;
import dev.meridian.controlplane.placement.model.GroupId;
import dev.meridian.controlplane.placement.model.LastPlace;
import dev.meridian.controlplane.placement.model.PendingGroup;
import dev.meridian.controlplane.placement.model.Placed;
import dev.meridian.controlplane.placement.model.Snapshot;
import dev.meridian.controlplane.placement.model.Tenure;
import dev.meridian.controlplane.placement.model.queues.QueueId;
import dev.meridian.controlplane.placement.store.LastNodes;
import java.time.Instant;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.UUID;
import java.util.stream.Stream;
import org.springframework.stereotype.Service;

/// Shows all that a plan is made from, as the database has it now. What changes until the plan is
/// committed is caught by the versions.
@Service
public class SnapshotReader {
    /// Instances of one job that are looked at for its sake alone.
    private static final int MOST_OF_ONE = 1_000;

    private final Picture picture;
    private final PendingWork work;
    private final Unplannable unplannable;
    private final LastNodes lastNodes;
    private final QueueBook queues;
    private final Map<String, Double> weights;
    private final LiveTargets targets;

    SnapshotReader(
            Picture picture,
            PendingWork work,
            Unplannable unplannable,
            LastNodes lastNodes,
            QueueBook queues,
            GoalWeights weights,
            LiveTargets targets) {
        this.picture = picture;
        this.work = work;
        this.unplannable = unplannable;
        this.lastNodes = lastNodes;
        this.queues = queues;
        this.weights = weights.weights();
        this.targets = targets;
    }

    public Snapshot read(Instant now) {
        return read(now, List.of(), List.of(), Set.of());
    }

    /// With the whole fleet, and of what waits one job alone, however far back it stands.
    public Snapshot alone(JobId job, Instant now) {
        View view = picture.at(now);
        List<JobId> only = List.of(job);
        List<EligibleGroup> waiting = work.eligibleOf(only, MOST_OF_ONE, now);
        return snapshot(
                now,
                view,
                view.placed(),
                groups(waiting, picture.current(ids(waiting)), lastNodes.ofPending(only), now));
    }

    /// Also with what has a place and looks for another one.
    ///
    /// @param movers to be placed as if they waited
    /// @param standbys places that are to stand by, likewise
    /// @param leaving allocations whose present places take nothing new: they are passed over, so
    ///   that no rule counts them twice
    public Snapshot read(
            Instant now,
            List<EligibleGroup> movers,
            List<EligibleGroup> standbys,
            Set<AllocationId> leaving) {
        View view = picture.at(now);
        List<PendingGroup> standing =
                standbys.stream()
                        .flatMap(group -> GroupMapping.standbys(group, now, unplannable).stream())
                        .toList();
        if (movers.isEmpty() && leaving.isEmpty()) {
            return snapshot(now, view, view.placed(), with(view.groups(), standing));
        }
        List<Copy> staying =
                view.copies().stream()
                        .filter(copy ->
                                copy.role() != Role.CURRENT
                                        || !leaving.contains(copy.placed().allocation()))
                        .toList();
        List<EligibleGroup> waiting = together(view.waiting(), movers);
        return snapshot(
                now,
                view,
                staying.stream().map(Copy::placed).toList(),
                with(
                        groups(waiting, current(waiting, staying), lastNodes.ofPending(), now),
                        standing));
    }

    private static List<PendingGroup> with(List<PendingGroup> some, List<PendingGroup> more) {
        return more.isEmpty() ? some : Stream.concat(some.stream(), more.stream()).toList();
    }

    private Snapshot snapshot(
            Instant now, View view, List<Placed> placed, List<PendingGroup> groups) {
        return new Snapshot(
                now,
                view.nodes(),
                view.links(),
                placed,
                groups,
                weights,
                queues.read(now),
                Map.of(),
                targets.at(now));
    }

    private static List<GroupId> ids(List<EligibleGroup> groups) {
        return groups.stream().map(group -> new GroupId(group.groupId())).toList();
    }

    /// Instances of each that have a node.
    private static Map<GroupId, Integer> current(List<EligibleGroup> groups, List<Copy> staying) {
        Map<GroupId, Integer> current = HashMap.newHashMap(groups.size());
        ids(groups).forEach(group -> current.put(group, 0));
        for (Copy copy : staying) {
            if (copy.role() == Role.CURRENT) {
                current.computeIfPresent(copy.placed().group(), (_, count) -> count + 1);
            }
        }
        return current;
    }

    private List<PendingGroup> groups(
            List<EligibleGroup> waiting,
            Map<GroupId, Integer> current,
            Map<AllocationId, LastPlace> last,
            Instant now) {
        return waiting.stream()
                .flatMap(group ->
                        GroupMapping.group(
                                group,
                                current.getOrDefault(new GroupId(group.groupId()), 0),
                                last,
                                now,
                                unplannable)
                                .stream())
                .toList();
    }

    /// A group of which some wait and others move is one group. What of a job with a budget waits
    /// is passed over until its movers have moved: both would spend the same money.
    private static List<EligibleGroup> together(
            List<EligibleGroup> waiting, List<EligibleGroup> movers) {
        if (movers.isEmpty()) {
            return waiting;
        }
        Set<JobId> limited =
                movers.stream()
                        .filter(group -> group.spec().budget() != null)
                        .map(EligibleGroup::job)
                        .collect(toSet());
        Map<UUID, EligibleGroup> groups = new LinkedHashMap<>();
        Stream.concat(
                        waiting.stream().filter(group -> !limited.contains(group.job())),
                        movers.stream())
                .forEach(group -> groups.merge(group.groupId(), group, EligibleGroup::with));
        return List.copyOf(groups.values());
    }

    /// Whether more may wait than it holds.
    public boolean isCut(Snapshot snapshot) {
        return snapshot.pending() >= Picture.MOST_PENDING;
    }

    static Placed placed(PlacedAllocation one) {
        StandbyId standby = one.standby();
        return new Placed(
                standby == null ? one.allocation() : new AllocationId(standby.value()),
                standby == null ? new GroupId(one.groupId()) : GroupId.standbysOf(one.groupId()),
                one.node(),
                new Amounts(one.cpu(), one.memory(), one.disk()),
                one.devices(),
                one.type().equals("service"),
                tenure(one));
    }

    private static Tenure tenure(PlacedAllocation one) {
        PreemptionTerms terms = one.terms();
        boolean runs = one.state() == Kind.RUNNING || one.state() == Kind.UNKNOWN;
        return new Tenure(
                new QueueId(one.project(), one.queue()),
                one.priority(),
                terms.preemptible(),
                runs ? one.startedAt() : null,
                terms.minRuntime(),
                terms.losesAtMost(),
                terms.gang() == null ? null : one.job() + "/" + terms.gang(),
                leaves(one));
    }

    /// Whether its room will be somebody else's. A gang that begins again needs what it had.
    private static boolean leaves(PlacedAllocation one) {
        return one.departing() || (one.stop() != null && one.stop() != StopOrder.REGROUP);
    }
}
