package dev.meridian.controlplane.placement.model;

import java.util.Map;

/// What a region would take an allocation for.
///
/// @param node name of the one that it would use
/// @param score points over all soft goals; less is better. For work that waited: apart from what
///   else is placed, and with what making room costs
/// @param goals what single goals make of it, in points; those that make nothing of it are left
///   out. `fragmentation` is what remains, with the load of services
public record Bid(String region, String node, double score, Map<String, Double> goals) {

    public Bid {
        goals = Map.copyOf(goals);
    }
}
