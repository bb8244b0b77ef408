package dev.meridian.controlplane.commands.outcome;

import dev.meridian.controlplane.placement.model.Requirement;

/// The first node that can take it.
public record FirstFit() implements NodeChoice {

    @Override
    public double badness(Requirement requirement, Hall hall) {
        return 0;
    }
}
