package dev.meridian.controlplane.placement.solver;

import dev.meridian.controlplane.placement.index.Draft;
import dev.meridian.controlplane.placement.index.FleetIndex;
import dev.meridian.controlplane.placement.index.Slot;
import dev.meridian.controlplane.placement.model.Requirement;

/// Takes proposals into the draft, one at a time: where they are better, and the queues may hold
/// what they would.
final class Booking {
    private final Draft draft;
    private final FleetIndex fleet;
    private final QuotaSwap quotas;

    Booking(Draft draft, FleetIndex fleet) {
        this.draft = draft;
        this.fleet = fleet;
        quotas = new QuotaSwap(draft, fleet.capacity());
    }

    SolverPath.Outcome book(Proposal proposal) {
        int looked = proposal.seats().size();
        if (!proposal.isBetter() || !quotas.book(proposal)) {
            return new SolverPath.Outcome(looked, 0, 0, proposal.moves());
        }
        int placed = 0;
        for (int i = 0; i < looked; i++) {
            int seat = proposal.seats().get(i);
            if (draft.isPlaced(seat)) {
                give(proposal, draft.slot(seat), requirement(proposal, i));
                placed--;
            }
        }
        for (int i = 0; i < looked; i++) {
            Long found = proposal.solved().seatings().get(i).slot();
            long slot = found == null ? Slot.NONE : Slot.shifted(found, proposal.ground().first());
            draft.place(proposal.seats().get(i), slot);
            if (found != null) {
                take(proposal, slot, requirement(proposal, i));
                placed++;
            }
        }
        return new SolverPath.Outcome(looked, placed, proposal.gain(), proposal.moves());
    }

    private static Requirement requirement(Proposal proposal, int seating) {
        return proposal.solved().seatings().get(seating).requirement();
    }

    /// In the fleet, and in the region that searched on what it has by itself.
    private void give(Proposal proposal, long slot, Requirement requirement) {
        fleet.give(slot, requirement);
        if (proposal.ground() != fleet) {
            proposal.ground().give(Slot.shifted(slot, -proposal.ground().first()), requirement);
        }
    }

    private void take(Proposal proposal, long slot, Requirement requirement) {
        fleet.take(slot, requirement);
        if (proposal.ground() != fleet) {
            proposal.ground().take(Slot.shifted(slot, -proposal.ground().first()), requirement);
        }
    }
}
