package dev.meridian.controlplane.dispatch;

import dev.meridian.controlplane.dispatch.model.Assignment;
import dev.meridian.controlplane.dispatch.model.CheckpointPlace;
import dev.meridian.controlplane.dispatch.model.DesiredState;
import dev.meridian.controlplane.dispatch.model.DeviceShare;
import dev.meridian.controlplane.dispatch.model.Peers;
import dev.meridian.controlplane.dispatch.model.Rendezvous;
import dev.meridian.controlplane.dispatch.model.RestartTerms;
import dev.meridian.controlplane.dispatch.model.StopOrder;
import dev.meridian.controlplane.dispatch.model.TaskIdentity;
import dev.meridian.controlplane.dispatch.store.PlacementReader;
import dev.meridian.controlplane.dispatch.store.PlacementReader.Place;
import dev.meridian.controlplane.fleet.Fleet;
import dev.meridian.controlplane.fleet.model.NodeId;
import dev.meridian.controlplane.jobs.PlacedWork;
import dev.meridian.controlplane.jobs.model.AllocationId;
import dev.meridian.controlplane.jobs.model.AllocationState.Kind;
import dev.meridian.controlplane.jobs.model.HeldAllocation;
import dev.meridian.controlplane.jobs.model.JobId;
import dev.meridian.controlplane.jobs.model.Stop;
import dev.meridian.controlplane.jobs.model.UnreadableCopy;
import dev.meridian.controlplane.jobs.model.spec.ArraySpec;
import dev.meridian.controlplane.jobs.model.spec.CheckpointSpec;
import dev.meridian.controlplane.jobs.model.spec.DataShares;
import dev.meridian.controlplane.jobs.model.spec.DataSpec;
import dev.meridian.controlplane.jobs.model.spec.DisconnectPolicy;
import dev.meridian.controlplane.jobs.model.spec.DisconnectRule;
import dev.meridian.controlplane.jobs.model.spec.RetrySpec;
import dev.meridian.controlplane.jobs.model.spec.TaskSpec;
import dev.meridian.controlplane.kernel.model.Mebibytes;
import dev.meridian.controlplane.kernel.model.Millicores;
import dev.meridian.controlplane.projects.CheckpointStores;
import dev.meridian.controlplane.telemetry.Logs;
import java.time.Duration;
import java.util.Collection;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;
import org.springframework.beans.factory.annotation.Value;
import org.springframework.stereotype.Service;

/// Makes what nodes are told to hold, from what they hold by our books.
@Service
public class DesiredStates {
    private final PlacedWork work;
    private final Fleet fleet;
    private final PlacementReader reader;
    private final Logs logs;
    private final CheckpointStores stores;
    private final Duration grace;

    DesiredStates(
            PlacedWork work,
            Fleet fleet,
            PlacementReader reader,
            Logs logs,
            CheckpointStores stores,
            @Value("${meridian.dispatch.stop-grace:10s}") Duration grace) {
        this.work = work;
        this.fleet = fleet;
        this.reader = reader;
        this.logs = logs;
        this.stores = stores;
        this.grace = grace;
    }

    /// The whole desired state of a node under a new revision.
    public DesiredState of(NodeId node) {
        return of(List.of(node)).getOrDefault(node, new DesiredState(0, List.of()));
    }

    /// Of many nodes, read together. Nodes that do not exist are absent.
    public Map<NodeId, DesiredState> of(Collection<NodeId> nodes) {
        // The revision is taken before the reading: whoever has a later one has read later than our
        // last commit, so the
        // highest revision that a node is sent always carries the newest state.
        Map<NodeId, Long> revisions = fleet.nextRevisions(nodes);
        PlacedWork.OnNodes placed = work.onNodes(revisions.keySet());
        Map<NodeId, List<HeldAllocation>> held = placed.held();
        Map<NodeId, List<HeldAllocation>> standing = work.standingByOn(revisions.keySet());
        Map<NodeId, Place> places =
                reader.places(
                        Stream.concat(held.keySet().stream(), standing.keySet().stream())
                                .collect(Collectors.toSet()));
        Set<JobId> jobs =
                Stream.concat(held.values().stream(), standing.values().stream())
                        .flatMap(List::stream)
                        .map(HeldAllocation::job)
                        .collect(Collectors.toSet());
        Map<AllocationId, Peers> peers = reader.peers(jobs);
        Map<NodeId, DesiredState> states = new HashMap<>();
        revisions.forEach((node, revision) ->
                states.put(
                        node,
                        new DesiredState(
                                revision,
                                Stream.concat(
                                                of(held, node)
                                                        .map(one ->
                                                                assignment(
                                                                        one,
                                                                        places.get(node),
                                                                        peers)),
                                                of(placed.unreadable(), node).map(this::leftAsItIs))
                                        .toList(),
                                of(standing, node)
                                        .map(one ->
                                                new DesiredState.Standby(
                                                        assignment(one, places.get(node), peers),
                                                        one.state() == Kind.UNKNOWN))
                                        .toList())));
        return states;
    }

    private static <T> Stream<T> of(Map<NodeId, List<T>> all, NodeId node) {
        return all.getOrDefault(node, List.of()).stream();
    }

    private Assignment assignment(
            HeldAllocation held, @Nullable Place place, Map<AllocationId, Peers> peers) {
        if (place == null) {
            throw new IllegalStateException(
                    "node " + held.node() + " holds work and does not exist");
        }
        TaskSpec task = held.group().task();
        DisconnectRule disconnect = held.spec().disconnectRule();
        return new Assignment(
                held.allocation(),
                held.epoch(),
                held.job(),
                held.spec().name(),
                held.spec().project(),
                held.group().name(),
                held.epoch(),
                stop(held.stop()),
                task.driver().word(),
                task.image() == null ? "" : task.image(),
                task.command(),
                identity(held, place, peers.get(held.allocation())).environment(task.env()),
                held.group().resources().cpu(),
                held.memory(),
                held.group().resources().disk(),
                held.devices().stream()
                        .map(share -> new DeviceShare(share.index(), share.millis()))
                        .toList(),
                task.network().word(),
                held.spec().runtime().max(),
                disconnect.policy().word(),
                disconnect.lostAfter(),
                logs.limitPerStream(),
                checkpoint(held),
                restarts(held));
    }

    /// An agent that has the copy asks no more of it than whether it is to end. One that has not
    /// cannot start it, as it knows no driver without a name, and says so.
    private Assignment leftAsItIs(UnreadableCopy copy) {
        return new Assignment(
                copy.allocation(),
                copy.epoch(),
                copy.job(),
                "",
                "",
                "",
                copy.epoch(),
                stop(copy.stop()),
                "",
                "",
                List.of(),
                Map.of(),
                Millicores.ZERO,
                Mebibytes.ZERO,
                Mebibytes.ZERO,
                List.of(),
                "",
                null,
                DisconnectPolicy.FENCE.word(),
                Duration.ZERO,
                0,
                null,
                null);
    }

    /// Only what nobody may replace is begun again by its agent alone; for all else there is
    /// another way.
    private static @Nullable RestartTerms restarts(HeldAllocation held) {
        if (held.spec().disconnectRule().policy() != DisconnectPolicy.KEEP) {
            return null;
        }
        RetrySpec retry = held.spec().retry();
        return new RestartTerms(
                Math.max(0, retry.max() - held.retries()),
                held.retries(),
                retry.backoff(),
                retry.longestWait());
    }

    private @Nullable CheckpointPlace checkpoint(HeldAllocation held) {
        @Nullable CheckpointSpec wish = held.spec().checkpoint();
        if (wish == null) {
            return null;
        }
        String key =
                String.join(
                        "/",
                        held.spec().project(),
                        held.job().toString(),
                        held.group().name(),
                        Integer.toString(held.index()));
        CheckpointPlace.@Nullable Store store =
                stores.of(held.spec().project())
                        .map(opened ->
                                new CheckpointPlace.Store(
                                        opened.uri(),
                                        opened.settings(),
                                        wish.interval(),
                                        opened.bytesPerSecond()))
                        .orElse(null);
        return new CheckpointPlace(wish.path(), key, store);
    }

    private static TaskIdentity identity(HeldAllocation held, Place place, @Nullable Peers peers) {
        @Nullable ArraySpec array = held.group().array();
        return new TaskIdentity(
                held.job(),
                held.spec().name(),
                held.spec().project(),
                held.group().name(),
                held.allocation(),
                held.index(),
                held.epoch(),
                held.epoch(),
                place.region(),
                place.cluster(),
                place.node(),
                DataShares.of(held.spec(), held.group()).of(held.index()).stream()
                        .map(DataSpec::uri)
                        .toList(),
                array == null ? null : array.size(),
                // none too where it ended between the two readings; then nobody will start it
                peers == null ? null : Rendezvous.of(peers, held.allocation()));
    }

    private @Nullable StopOrder stop(@Nullable Stop order) {
        return order == null ? null : new StopOrder(order.order().name(), grace);
    }
}
