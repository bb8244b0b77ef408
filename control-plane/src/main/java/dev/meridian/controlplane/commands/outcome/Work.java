package dev.meridian.controlplane.commands.outcome;

import dev.meridian.controlplane.placement.model.Node;
import java.util.List;

/// How long a job works where it was placed.
@FunctionalInterface
public interface Work {

    /// Seconds for all of it, without its start.
    ///
    /// @param nodes one for each instance
    double seconds(List<Node> nodes);
}
