package dev.meridian.controlplane.placement;

import dev.meridian.controlplane.placement.index.Bids;
import dev.meridian.controlplane.placement.index.Draft;
import dev.meridian.controlplane.placement.index.FleetIndex;
import dev.meridian.controlplane.placement.index.Slot;
import dev.meridian.controlplane.placement.model.Award;
import dev.meridian.controlplane.placement.model.Bidding;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.IntStream;

/// Who got what several regions bid for: told of a finished draft by what the fast path had made of
/// it.
final class Awards {
    /// So many are told of one plan; the others are counted.
    private static final int MOST = 200;

    private final Draft draft;
    private final FleetIndex index;
    private final OpenBids bids;

    /// of each seat where it was after the fast path; [Bids#NONE] where it waited
    private final int[] first;

    Awards(Draft draft, FleetIndex index, OpenBids bids) {
        this.draft = draft;
        this.index = index;
        this.bids = bids;
        first =
                IntStream.range(0, index.regions() < 2 ? 0 : draft.seats().size())
                        .map(this::region)
                        .toArray();
    }

    private int region(int seat) {
        return draft.isPlaced(seat) ? index.regionOf(Slot.node(draft.slot(seat))) : Bids.NONE;
    }

    /// To be asked when the draft is finished.
    Bidding finished() {
        int made = 0;
        int transfers = 0;
        List<Integer> others = new ArrayList<>();
        List<Integer> told = new ArrayList<>();
        for (int seat = 0; seat < first.length; seat++) {
            Bids of = draft.bids(seat).orElse(null);
            if (of == null || !draft.isPlaced(seat)) {
                continue;
            }
            for (int region = 0; region < of.regions(); region++) {
                made += of.node(region) == Bids.NONE ? 0 : 1;
            }
            boolean moved = kind(seat) == Award.Kind.TRANSFER;
            transfers += moved ? 1 : 0;
            (moved ? told : others).add(seat);
        }
        int awarded = told.size() + others.size();
        told.addAll(others);
        return new Bidding(
                index.regions(),
                made,
                awarded,
                transfers,
                told.stream().limit(MOST).map(this::award).toList());
    }

    private Award.Kind kind(int seat) {
        if (first[seat] == Bids.NONE) {
            return Award.Kind.FOUND;
        }
        return first[seat] == region(seat) ? Award.Kind.BID : Award.Kind.TRANSFER;
    }

    private Award award(int seat) {
        var group = draft.groupOf(seat);
        return new Award(
                draft.seats().get(seat).allocation().id(),
                group.job(),
                group.project(),
                kind(seat),
                index.capacity().node(Slot.node(draft.slot(seat))).region().name(),
                bids.of(draft, seat));
    }
}
