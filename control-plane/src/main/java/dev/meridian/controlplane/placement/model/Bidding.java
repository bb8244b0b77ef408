package dev.meridian.controlplane.placement.model;

import java.util.List;

/// How regions bid while a plan was made.
///
/// @param regions of the fleet
/// @param bids that were made for work which more than one wanted
/// @param awarded allocations for which more than one region bid and that have a place
/// @param transfers of these, from one region to another
/// @param awards the first of them, transfers before others
public record Bidding(int regions, int bids, int awarded, int transfers, List<Award> awards) {
    public static final Bidding NONE = new Bidding(0, 0, 0, 0, List.of());

    public Bidding {
        awards = List.copyOf(awards);
    }
}
