package dev.meridian.controlplane.placement.index;

import dev.meridian.controlplane.placement.model.DomainLevel;
import dev.meridian.controlplane.placement.model.PendingGroup;
import dev.meridian.controlplane.placement.model.goals.GroupView;
import dev.meridian.controlplane.placement.model.goals.Tally;
import java.util.Arrays;
import java.util.function.Function;

/// Where the instances of a group are while a plan is being made.
public final class GroupState implements GroupView {

    /// How many a plan places of one gang, over all its groups.
    public static final class Gang {
        private int placed;
    }

    private final PendingGroup group;
    private final Gang gang;
    private final Function<DomainLevel, Domains> domains;
    private final int before;

    /// those before, then those that the plan places
    private final int[] nodes;

    private int length;

    public GroupState(
            PendingGroup group, Gang gang, int[] before, Function<DomainLevel, Domains> domains) {
        this.group = group;
        this.gang = gang;
        this.domains = domains;
        this.before = before.length;
        nodes = Arrays.copyOf(before, before.length + group.allocations().size());
        length = before.length;
    }

    public PendingGroup group() {
        return group;
    }

    public void add(int node) {
        nodes[length++] = node;
        gang.placed++;
    }

    /// Takes back one instance that the plan placed on the node.
    public void remove(int node) {
        for (int i = length - 1; i >= before; i--) {
            if (nodes[i] == node) {
                nodes[i] = nodes[--length];
                gang.placed--;
                return;
            }
        }
        throw new IllegalStateException("nothing of " + group.name() + " was placed there");
    }

    /// Some node of the group; negative when it has none yet.
    int anyNode() {
        return length == 0 ? -1 : nodes[0];
    }

    int[] nodes() {
        return nodes;
    }

    int length() {
        return length;
    }

    @Override
    public int placedNow() {
        return length - before;
    }

    @Override
    public int placedBefore() {
        return before;
    }

    @Override
    public int gangPlacedNow() {
        return gang.placed;
    }

    @Override
    public Tally tally(DomainLevel level) {
        return domains.apply(level).tally(nodes, length);
    }
}
