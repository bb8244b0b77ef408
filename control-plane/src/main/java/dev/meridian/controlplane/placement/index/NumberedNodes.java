package dev.meridian.controlplane.placement.index;

import dev.meridian.controlplane.fleet.model.NodeId;
import dev.meridian.controlplane.fleet.model.NodeState;
import dev.meridian.controlplane.fleet.model.Taint;
import dev.meridian.controlplane.kernel.model.Money;
import dev.meridian.controlplane.placement.model.Amounts;
import dev.meridian.controlplane.placement.model.Device;
import dev.meridian.controlplane.placement.model.Node;
import dev.meridian.controlplane.placement.model.Region;
import java.util.Comparator;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;

/// Nodes numbered by region, cluster, zone and rack, so that each of these is a run of numbers.
/// Immutable.
final class NumberedNodes {
    private static final Comparator<Node> BY_PLACE =
            Comparator.comparing((Node node) -> node.region().name())
                    .thenComparing(Node::cluster)
                    .thenComparing(node -> node.labels().getOrDefault("zone", ""))
                    .thenComparing(node -> node.labels().getOrDefault("rack", ""))
                    .thenComparing(Node::name)
                    .thenComparing(node -> node.id().value());

    /// Stands for a node that there is not.
    static final int NONE = -1;

    private final List<Node> source;
    private final List<Node> ordered;
    private final Map<NodeId, Integer> numbers;
    private final int[] kinds;
    private final int kindCount;
    private final boolean[] uniform;

    NumberedNodes(List<Node> nodes) {
        source = nodes;
        ordered = nodes.stream().sorted(BY_PLACE).toList();
        numbers = HashMap.newHashMap(ordered.size());
        kinds = new int[ordered.size()];
        uniform = new boolean[ordered.size()];
        Map<Kind, Integer> known = new HashMap<>();
        for (int i = 0; i < kinds.length; i++) {
            numbers.put(ordered.get(i).id(), i);
            kinds[i] = known.computeIfAbsent(Kind.of(ordered.get(i)), _ -> known.size());
            uniform[i] =
                    ordered.get(i).devices().stream().map(Device::model).distinct().count() <= 1;
        }
        kindCount = known.size();
    }

    private record Kind(
            Region region,
            String cluster,
            String pool,
            NodeState state,
            List<Taint> taints,
            Amounts capacity,
            List<Device> devices,
            Set<String> drivers,
            Money price,
            double speed,
            boolean spot) {

        static Kind of(Node node) {
            return new Kind(
                    node.region(),
                    node.cluster(),
                    node.pool(),
                    node.state(),
                    node.taints(),
                    node.capacity(),
                    node.devices(),
                    node.drivers(),
                    node.pricePerHour(),
                    node.relativeSpeed(),
                    node.spot());
        }
    }

    /// The very list: whether it is another one is told without looking at its nodes.
    boolean isOf(List<Node> nodes) {
        return source == nodes;
    }

    List<Node> ordered() {
        return ordered;
    }

    int size() {
        return kinds.length;
    }

    Node get(int number) {
        return ordered.get(number);
    }

    /// [#NONE] where there is no such node.
    int number(NodeId node) {
        return numbers.getOrDefault(node, NONE);
    }

    /// Nodes that differ in nothing but names and labels are of the same kind.
    int kind(int number) {
        return kinds[number];
    }

    int kinds() {
        return kindCount;
    }

    /// All its devices are of one model.
    boolean isUniform(int number) {
        return uniform[number];
    }
}
