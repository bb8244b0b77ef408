package dev.meridian.controlplane.commands.outcome;

import dev.meridian.controlplane.placement.model.Node;
import dev.meridian.controlplane.placement.model.Requirement;
import dev.meridian.controlplane.placement.model.goals.Egress;
import dev.meridian.controlplane.placement.model.goals.Price;
import dev.meridian.controlplane.placement.model.goals.TransferTime;
import java.util.List;

/// One time that a job holds places.
///
/// @param since seconds from the start of the trace
/// @param works when its start is over and its data have come
/// @param total seconds that all of its work would take here
/// @param ends when what is left of its work is done
/// @param dollarsPerSecond for what it holds
/// @param egress dollars for carrying its data here
record Attempt(
        List<Node> nodes,
        double since,
        double works,
        double total,
        double ends,
        double dollarsPerSecond,
        double egress) {
    private static final double SECONDS_OF_HOUR = 3600;

    /// @param left part of its work that is still to be done
    static Attempt of(Job job, List<Node> nodes, World world, double now, double left) {
        Requirement need = job.requirement();
        var transfer = new TransferTime(world.links());
        var egress = new Egress(world.links());
        double carrying =
                nodes.stream().mapToDouble(node -> transfer.cost(need, node)).max().orElse(0)
                        * SECONDS_OF_HOUR;
        double works = now + job.startSeconds() + carrying;
        double total = job.work().seconds(nodes);
        return new Attempt(
                nodes,
                now,
                works,
                total,
                works + total * left,
                nodes.stream().mapToDouble(node -> Price.held(need, node)).sum() / SECONDS_OF_HOUR,
                nodes.stream().mapToDouble(node -> egress.cost(need, node)).sum());
    }

    /// The part of all its work that is kept when it stops.
    ///
    /// @param checkpoint seconds of work between two of them
    double kept(double now, double checkpoint) {
        double worked = Math.max(0, now - works);
        return Math.floor(worked / checkpoint) * checkpoint / total;
    }
}
