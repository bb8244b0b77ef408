package dev.meridian.controlplane.placement.index;

import dev.meridian.controlplane.fleet.model.NodeId;
import dev.meridian.controlplane.placement.model.DomainLevel;
import dev.meridian.controlplane.placement.model.GroupId;
import dev.meridian.controlplane.placement.model.Placed;
import dev.meridian.controlplane.placement.model.Requirement;
import dev.meridian.controlplane.placement.model.Snapshot;
import dev.meridian.controlplane.placement.model.goals.Goals;
import dev.meridian.controlplane.placement.model.queues.QueueHoldings;
import java.util.Arrays;
import java.util.Comparator;
import java.util.HashMap;
import java.util.IdentityHashMap;
import java.util.List;
import java.util.Map;
import java.util.stream.IntStream;
import org.jspecify.annotations.Nullable;

/// All nodes of a snapshot, numbered by region, cluster, zone and rack so that each of these is a
/// run of numbers, and the router that asks the regions which of them has the best node.
public final class FleetIndex implements Ground {
    private final Goals goals;
    private final FreeCapacity capacity;
    private final NodeScore score;
    private final List<RegionIndex> regions;
    private final NumberedNodes nodes;
    private final Snapshot snapshot;
    private final QueueHoldings held;

    /// made when first asked for; where two threads are the first, both make the same
    private volatile @Nullable Map<GroupId, int[]> before;

    private final Map<DomainLevel, Domains> domains = new HashMap<>();
    private final Map<Requirement, Shape> shapes = new HashMap<>();

    /// the same by identity: most are asked for again and again, and their hash is long
    private final Map<Requirement, Shape> seen = new IdentityHashMap<>();

    /// made when first asked for
    private @Nullable FreeCapacity empty;

    private final Map<Requirement, Bids> prospects = new HashMap<>();

    private int bestNode;

    /// of the last question, by region
    private final int[] offered;

    private final float[] offers;

    /// how often each region has been given something
    private final int[] given;

    public FleetIndex(Snapshot snapshot, Goals goals) {
        this(Occupancy.of(snapshot), snapshot, goals);
    }

    /// @param occupancy of this snapshot
    public FleetIndex(Occupancy occupancy, Snapshot snapshot, Goals goals) {
        this.goals = goals;
        this.snapshot = snapshot;
        nodes = occupancy.nodes();
        held = occupancy.held();
        capacity = occupancy.capacity();
        score = new NodeScore(nodes, capacity, goals);
        regions = RegionIndex.all(nodes, score, capacity);
        offered = new int[regions.size()];
        offers = new float[regions.size()];
        given = new int[regions.size()];
    }

    /// By what is placed, before anything of this plan.
    QueueHoldings held() {
        return held;
    }

    public int regions() {
        return regions.size();
    }

    /// The number of the region that a node is in.
    public int regionOf(int node) {
        int region = 0;
        while (node >= regions.get(region).to()) {
            region++;
        }
        return region;
    }

    /// The number of a region's first node.
    public int firstOf(int region) {
        return regions.get(region).from();
    }

    /// One more than the number of a region's last node.
    public int endOf(int region) {
        return regions.get(region).to();
    }

    /// What one region needs to go on by itself. Several may be used side by side, each by one
    /// thread, as long as nobody asks or changes the whole.
    public Ground of(int region) {
        return new RegionGround(this, region);
    }

    @Override
    public int first() {
        return 0;
    }

    private record Shape(int number, Ask ask) {}

    private Shape shape(Requirement requirement) {
        Shape known = seen.get(requirement);
        if (known == null) {
            known =
                    shapes.computeIfAbsent(
                            requirement, wanted -> new Shape(shapes.size(), Ask.of(wanted, goals)));
            seen.put(requirement, known);
        }
        return known;
    }

    /// Only those of groups of which something waits: nobody asks for others.
    private Map<GroupId, int[]> beforeOfPending() {
        Map<GroupId, int[]> found = HashMap.newHashMap(snapshot.groups().size());
        snapshot.groups().forEach(group -> found.put(group.id(), new int[0]));
        for (Placed placed : snapshot.placed()) {
            int node =
                    found.containsKey(placed.group())
                            ? nodes.number(placed.node())
                            : NumberedNodes.NONE;
            if (node != NumberedNodes.NONE) {
                found.merge(placed.group(), new int[] {node}, FleetIndex::concatenated);
            }
        }
        return found;
    }

    private static int[] concatenated(int[] one, int[] other) {
        int[] both = Arrays.copyOf(one, one.length + other.length);
        System.arraycopy(other, 0, both, one.length, other.length);
        return both;
    }

    @Override
    public FreeCapacity capacity() {
        return capacity;
    }

    /// The same nodes with nothing on them.
    public FreeCapacity empty() {
        FreeCapacity known = empty == null ? capacity.empty() : empty;
        empty = known;
        return known;
    }

    @Override
    public Goals goals() {
        return goals;
    }

    @Override
    public int[] before(GroupId group) {
        Map<GroupId, int[]> known = before;
        if (known == null) {
            known = beforeOfPending();
            before = known;
        }
        return known.getOrDefault(group, new int[0]);
    }

    @Override
    public Domains domains(DomainLevel level) {
        return domains.computeIfAbsent(level, wanted -> Domains.at(wanted, capacity));
    }

    /// The best node but for one, for comparison; negative when there is none.
    public int bestBut(int node, Requirement requirement) {
        best(requirement, everywhere().minus(Ranges.of(node, node + 1)));
        return bestNode;
    }

    @Override
    public List<Integer> bestNodes(Requirement requirement, int most) {
        Shape shape = shape(requirement);
        return regions.stream()
                .filter(region -> region.mayHold(requirement))
                .flatMap(region -> region.best(shape.number(), shape.ask(), most).stream())
                .sorted(Comparator.comparing(RegionIndex.Candidate::score).reversed())
                .limit(most)
                .map(RegionIndex.Candidate::node)
                .toList();
    }

    /// The same of each region, for who weighs regions by more than this.
    public List<List<Integer>> bestNodesOfRegions(Requirement requirement, int most) {
        return IntStream.range(0, regions.size())
                .mapToObj(region -> bestNodes(region, requirement, most))
                .toList();
    }

    /// The same of one region, numbered as in the fleet, for its agent.
    List<Integer> bestNodes(int region, Requirement requirement, int most) {
        Shape shape = sharedShape(requirement);
        RegionIndex asked = regions.get(region);
        return asked.mayHold(requirement)
                ? asked.best(shape.number(), shape.ask(), most).stream()
                        .map(RegionIndex.Candidate::node)
                        .toList()
                : List.of();
    }

    /// All agents know the same shapes.
    private synchronized Shape sharedShape(Requirement requirement) {
        return shape(requirement);
    }

    /// Whether another region has room now.
    public boolean hasRoomOutside(int region, Requirement requirement) {
        return best(requirement, everywhere().minus(Ranges.of(firstOf(region), endOf(region))))
                > NodeScore.NEVER;
    }

    /// Whether any region has room now.
    public boolean hasRoom(Requirement requirement) {
        return best(requirement, everywhere()) > NodeScore.NEVER;
    }

    Ranges everywhere() {
        return Ranges.of(0, capacity.size());
    }

    /// Routes the question to every region that may have room, and keeps the best answer: of equal
    /// ones that of the region which has been given least, so that all have their part. The node is
    /// in [#bestNode()].
    float best(Requirement requirement, Ranges where) {
        Shape shape = shape(requirement);
        float most = NodeScore.NEVER;
        int winner = -1;
        bestNode = -1;
        for (int i = 0; i < regions.size(); i++) {
            RegionIndex region = regions.get(i);
            offers[i] = NodeScore.NEVER;
            if (!region.mayHold(requirement)) {
                continue;
            }
            for (int run = 0; run < where.runs(); run++) {
                int low = Math.max(where.from(run), region.from());
                int high = Math.min(where.to(run), region.to());
                if (low < high) {
                    float points = region.best(shape.number(), shape.ask(), low, high);
                    if (points > offers[i]) {
                        offers[i] = points;
                        offered[i] = region.bestNode();
                    }
                }
            }
            if (offers[i] > most
                    || (offers[i] == most && winner >= 0 && given[i] < given[winner])) {
                most = offers[i];
                winner = i;
                bestNode = offered[i];
            }
        }
        return most;
    }

    /// Of the last question; negative when none can take it.
    int bestNode() {
        return bestNode;
    }

    /// What the regions could bid once room is made: the node that suits best with nothing on it,
    /// and what the goals say of it apart from what else is placed.
    public Bids prospects(Requirement requirement) {
        return prospects.computeIfAbsent(requirement, this::found);
    }

    private Bids found(Requirement requirement) {
        int[] best = new int[regions.size()];
        float[] points = new float[regions.size()];
        for (int i = 0; i < best.length; i++) {
            best[i] = Bids.NONE;
            RegionIndex region = regions.get(i);
            float[] costs =
                    score.fixedCosts(region.from(), region.to() - region.from(), requirement);
            for (int j = 0; j < costs.length; j++) {
                boolean cheaper = best[i] == Bids.NONE || costs[j] < points[i];
                if (cheaper
                        && costs[j] < Float.POSITIVE_INFINITY
                        && capacity.holdsEmpty(region.from() + j, requirement)) {
                    best[i] = region.from() + j;
                    points[i] = costs[j];
                }
            }
        }
        return Bids.forRoomToBeMade(best, points);
    }

    /// What each region offered when the last question was asked; null where no two did.
    @Nullable Bids bids() {
        int bidders = 0;
        for (float offer : offers) {
            bidders += offer > NodeScore.NEVER ? 1 : 0;
        }
        return bidders < 2 ? null : Bids.of(offered, offers);
    }

    /// Takes room on the node that is best at this moment.
    ///
    /// @return the slot taken; [Slot#NONE] when no node has room
    public long place(Requirement requirement) {
        return best(requirement, everywhere()) > NodeScore.NEVER
                ? take(bestNode, requirement)
                : Slot.NONE;
    }

    /// Takes room on this node.
    ///
    /// @return the slot taken; [Slot#NONE] when it has no room
    public long placeOn(int node, Requirement requirement) {
        return goals.suits(requirement, capacity.view(node))
                        && goals.hasRoom(requirement, capacity.view(node))
                ? take(node, requirement)
                : Slot.NONE;
    }

    /// Takes room on a node, on the devices that score best.
    ///
    /// @return the slot taken
    public long take(int node, Requirement requirement) {
        Ask ask = shape(requirement).ask();
        if (score.of(node, ask, 0) == NodeScore.NEVER) {
            throw new IllegalStateException("no room on node " + capacity.node(node).name());
        }
        long slot = Slot.of(node, score.devicesFor(node, ask));
        take(slot, requirement);
        return slot;
    }

    @Override
    public void take(long slot, Requirement requirement) {
        capacity.take(Slot.node(slot), requirement, Slot.devices(slot));
        given[regionOf(Slot.node(slot))]++;
        changed(Slot.node(slot));
    }

    @Override
    public void give(long slot, Requirement requirement) {
        capacity.give(Slot.node(slot), requirement, Slot.devices(slot));
        grown(Slot.node(slot));
    }

    /// As if what is placed had gone; nothing where its node is not known.
    public void release(Placed placed) {
        int node = nodes.number(placed.node());
        if (node != NumberedNodes.NONE) {
            capacity.release(node, placed);
            grown(node);
        }
    }

    /// Takes [#release] back.
    public void hold(Placed placed) {
        int node = nodes.number(placed.node());
        if (node != NumberedNodes.NONE) {
            capacity.hold(node, placed);
            changed(node);
        }
    }

    /// Its number; negative where it is not known.
    public int number(NodeId node) {
        return nodes.number(node);
    }

    /// More may be free on the node than at the beginning.
    private void grown(int node) {
        changed(node);
        for (int i = 0; i < regions.size(); i++) {
            if (node < regions.get(i).to()) {
                regions.get(i).grown(node);
                return;
            }
        }
    }

    private void changed(int node) {
        score.changed(node);
        for (int i = 0; i < regions.size(); i++) {
            RegionIndex region = regions.get(i);
            if (node < region.to()) {
                region.changed(node);
                return;
            }
        }
    }
}
