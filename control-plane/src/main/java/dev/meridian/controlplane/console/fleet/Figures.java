package dev.meridian.controlplane.console.fleet;

import dev.meridian.controlplane.fleet.model.Accelerator;
import dev.meridian.controlplane.fleet.model.Node;
import dev.meridian.controlplane.fleet.model.NodeState;
import dev.meridian.controlplane.jobs.model.HeldOfNode;
import java.util.EnumMap;
import java.util.Map;
import java.util.TreeMap;

/// Nodes added up: how they stand, what they have and gave away, and what they cost.
final class Figures {
    private static final double THOUSAND = 1000.0;

    private final Map<NodeState, Integer> states = new EnumMap<>(NodeState.class);
    private final Map<String, Integer> models = new TreeMap<>();
    private int nodes;
    private int copies;
    private Share cpu = Share.NONE;
    private Share memory = Share.NONE;
    private Share devices = Share.NONE;
    private double price;
    private double priceHeld;

    void add(Node node, HeldOfNode held) {
        nodes++;
        copies += held.copies();
        states.merge(node.state(), 1, Integer::sum);
        for (Accelerator device : node.capacity().accelerators()) {
            models.merge(device.model(), 1, Integer::sum);
        }
        boolean open = node.state().takesNewWork();
        cpu = cpu.plus(node.capacity().cpu().cores(), held.cpu().cores(), open);
        memory = memory.plus(node.capacity().memory().value(), held.memory().value(), open);
        devices =
                devices.plus(
                        node.capacity().accelerators().size(),
                        held.deviceMillis() / THOUSAND,
                        open);
        price += node.pricePerHour().dollars();
        priceHeld += held.pricePerHour().dollars();
    }

    public int nodes() {
        return nodes;
    }

    /// Of allocations, on the nodes now.
    public int copies() {
        return copies;
    }

    public Map<NodeState, Integer> states() {
        return states;
    }

    /// Accelerators by model.
    public Map<String, Integer> models() {
        return models;
    }

    /// Cores.
    public Share cpu() {
        return cpu;
    }

    /// MiB.
    public Share memory() {
        return memory;
    }

    public Share devices() {
        return devices;
    }

    /// US dollars for an hour of all nodes.
    public double price() {
        return price;
    }

    /// US dollars for an hour of what is given away.
    public double priceHeld() {
        return priceHeld;
    }

    public int in(NodeState state) {
        return states.getOrDefault(state, 0);
    }

    /// The state that somebody should look at first.
    public NodeState worst() {
        for (NodeState state :
                new NodeState[] {
                    NodeState.LOST,
                    NodeState.SUSPECT,
                    NodeState.QUARANTINED,
                    NodeState.DRAINING,
                    NodeState.CORDONED
                }) {
            if (in(state) > 0) {
                return state;
            }
        }
        return NodeState.READY;
    }

    /// All that is shown of it, for the marks of the page.
    @Override
    public String toString() {
        return nodes + " " + copies + " " + states + models + cpu + memory + devices + price
                + priceHeld;
    }
}
