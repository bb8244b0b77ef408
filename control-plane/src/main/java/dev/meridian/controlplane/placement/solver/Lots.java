package dev.meridian.controlplane.placement.solver;

import dev.meridian.controlplane.placement.index.Bids;
import dev.meridian.controlplane.placement.index.Draft;
import dev.meridian.controlplane.placement.index.FleetIndex;
import dev.meridian.controlplane.placement.index.Slot;
import dev.meridian.controlplane.placement.model.Requirement;
import java.util.Arrays;
import java.util.BitSet;
import java.util.stream.IntStream;

/// Which region's agent rearranges what: what is placed belongs to the region where it is, what
/// waits is awarded to the region that bids least for it, and what is bound together over several
/// regions, or waits together, is left to the step that looks at all of them.
final class Lots {
    /// Left to the step that looks at all regions.
    static final int ALL = -1;

    private static final int NOBODY = -2;

    /// Points that the whole of a region's room costs, for it to be made: as a wish that is not
    /// met.
    private static final double STRAIN = 40;

    private final Draft draft;
    private final FleetIndex index;
    private final int[] owners;
    private final RegionRoom room;

    private Lots(Draft draft, FleetIndex index) {
        this.draft = draft;
        this.index = index;
        owners = new int[draft.seats().size()];
        room = new RegionRoom(index);
    }

    /// Notes in the draft what the regions bid for what waits.
    static Lots of(Draft draft, FleetIndex index) {
        Lots lots = new Lots(draft, index);
        for (int group = 0, next; group < draft.groups().size(); group = next) {
            next = group + 1;
            while (next < draft.groups().size()
                    && Windows.sameGang(draft.groups().get(group), draft.groups().get(next))) {
                next++;
            }
            int from = draft.firstSeat(group);
            int to = next < draft.groups().size() ? draft.firstSeat(next) : draft.seats().size();
            if (draft.groups().get(group).isBound()) {
                Arrays.fill(lots.owners, from, to, lots.ofBound(group, next, from, to));
            } else {
                for (int seat = from; seat < to; seat++) {
                    lots.owners[seat] =
                            draft.isPlaced(seat) ? lots.regionOf(seat) : lots.award(seat);
                }
            }
        }
        return lots;
    }

    /// The region whose agent has it; [#ALL], or another negative number where no region can have
    /// it.
    int owner(int seat) {
        return owners[seat];
    }

    /// What is to be looked at with the nodes of all regions, when they have done what they could:
    /// what spans regions or waits still, and what is placed and could go to another one.
    BitSet leftToAll() {
        BitSet left = new BitSet();
        for (int group = 0; group < draft.groups().size(); group++) {
            int from = draft.firstSeat(group);
            int to = from + draft.groups().get(group).allocations().size();
            boolean bound = draft.groups().get(group).isBound();
            boolean whole = IntStream.range(from, to).allMatch(draft::isPlaced);
            for (int seat = from; seat < to; seat++) {
                left.set(
                        seat,
                        bound
                                ? owners[seat] == ALL || !whole
                                : draft.isPlaced(seat)
                                        ? draft.bids(seat).isPresent()
                                        : owners[seat] != NOBODY);
            }
        }
        return left;
    }

    private int regionOf(int seat) {
        return index.regionOf(Slot.node(draft.slot(seat)));
    }

    private int ofBound(int group, int next, int from, int to) {
        int region = NOBODY;
        for (int seat = from; seat < to; seat++) {
            if (!draft.isPlaced(seat)) {
                return ALL;
            }
            region = region == NOBODY || region == regionOf(seat) ? regionOf(seat) : ALL;
            if (region == ALL) {
                return ALL;
            }
        }
        for (int one = group; one < next; one++) {
            for (int node : index.before(draft.groups().get(one).id())) {
                if (index.regionOf(node) != region) {
                    return ALL;
                }
            }
        }
        return region;
    }

    /// To the least bid: the price of the node, and of making room where much has to be made.
    private int award(int seat) {
        if (draft.isFixed(seat)) {
            return NOBODY;
        }
        Requirement requirement = draft.seats().get(seat).allocation().requirement();
        Bids offers = index.prospects(requirement);
        int[] nodes = new int[offers.regions()];
        float[] points = new float[offers.regions()];
        int bidders = 0;
        for (int region = 0; region < nodes.length; region++) {
            nodes[region] = offers.node(region);
            if (nodes[region] != Bids.NONE) {
                bidders++;
                points[region] =
                        offers.points(region) + (float) (STRAIN * room.strain(region, requirement));
            }
        }
        Bids bids = Bids.forRoomToBeMade(nodes, points);
        if (bidders > 1) {
            draft.bid(seat, bids);
        }
        int best = bids.best();
        if (best == Bids.NONE) {
            return NOBODY;
        }
        room.award(best, requirement);
        return best;
    }
}
