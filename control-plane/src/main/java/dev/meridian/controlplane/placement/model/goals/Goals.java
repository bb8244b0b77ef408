package dev.meridian.controlplane.placement.model.goals;

import dev.meridian.controlplane.placement.model.Node;
import dev.meridian.controlplane.placement.model.NodeView;
import dev.meridian.controlplane.placement.model.PendingGroup;
import dev.meridian.controlplane.placement.model.Requirement;
import dev.meridian.controlplane.placement.model.Snapshot;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.stream.Stream;

/// All goals with their weights for one snapshot: the table of contents of what placement wants.
///
/// Sums are in whole millipoints, each goal rounded by itself, so that they are the same in
/// whatever order they come.
public final class Goals {
    private static final double MILLIPOINTS = 1000;

    private final List<NodeRule> rules;
    private final List<NodeRule> fixedRules;
    private final List<NodeRule> roomRules;
    private final List<NodeCost> costs;
    private final double[] costWeights;
    private final List<NodeBalance> balances;
    private final double[] balanceWeights;
    private final List<GroupRule> groupRules;
    private final List<GroupCost> groupCosts;
    private final double[] groupWeights;
    private final Fragmentation fragmentation;
    private final MigrationCost migration;

    private Goals(Snapshot snapshot, Fragmentation fragmentation) {
        Map<String, Double> weights = snapshot.weights();
        this.fragmentation = fragmentation;
        migration = new MigrationCost(snapshot.links());
        rules =
                List.of(
                        new NodeReady(),
                        new DriverOffered(),
                        new Residency(),
                        new AllowedPlaces(),
                        new LatencyLimit(snapshot.links()),
                        new Constraints(),
                        new Taints(),
                        new AvoidedNode(),
                        new HourlyCost(),
                        new TotalCost(),
                        new CpuCapacity(),
                        new MemoryCapacity(),
                        new DiskCapacity(),
                        new WholeAccelerators(),
                        new AcceleratorShare());
        fixedRules = rules.stream().filter(NodeRule::fixed).toList();
        roomRules = rules.stream().filter(rule -> !rule.fixed()).toList();
        costs =
                List.of(
                        new Price(),
                        new AffinityMet(),
                        new PreferredTaints(),
                        new Egress(snapshot.links()),
                        new TransferTime(snapshot.links()),
                        new Stability(),
                        new CompletionTime(),
                        new Lateness(),
                        TargetUtilisation.of(snapshot),
                        migration);
        balances = List.of(fragmentation, new ServiceLoad());
        groupRules = List.of(new GangWhole(), new TopologyRequired(), new SpreadLimits());
        groupCosts = List.of(new SpreadEvenness(), new TopologyPreferred());
        costWeights = weights(costs.stream().map(goal -> weight(weights, goal, goal.weight())));
        balanceWeights =
                weights(balances.stream().map(goal -> weight(weights, goal, goal.weight())));
        groupWeights =
                weights(groupCosts.stream().map(goal -> weight(weights, goal, goal.weight())));
    }

    public static Goals of(Snapshot snapshot) {
        return new Goals(snapshot, new Fragmentation(TypicalWork.of(snapshot), snapshot.nodes()));
    }

    /// With another idea of what typical work is than what the snapshot holds.
    public static Goals of(Snapshot snapshot, TypicalWork work) {
        return new Goals(snapshot, new Fragmentation(work, snapshot.nodes()));
    }

    /// Points per unit of each soft goal, where nobody says otherwise.
    public static Map<String, Double> usualWeights() {
        Goals usual =
                of(
                        new Snapshot(
                                Instant.EPOCH,
                                List.of(),
                                Map.of(),
                                List.of(),
                                List.of(),
                                Map.of()));
        Map<String, Double> weights = new TreeMap<>();
        usual.costs.forEach(goal -> weights.put(goal.name(), goal.weight()));
        usual.balances.forEach(goal -> weights.put(goal.name(), goal.weight()));
        usual.groupCosts.forEach(goal -> weights.put(goal.name(), goal.weight()));
        return weights;
    }

    private static double weight(Map<String, Double> weights, Goal goal, double usual) {
        return weights.getOrDefault(goal.name(), usual);
    }

    private static double[] weights(Stream<Double> weights) {
        return weights.mapToDouble(Double::doubleValue).toArray();
    }

    public List<NodeRule> rules() {
        return rules;
    }

    public List<GroupRule> groupRules() {
        return groupRules;
    }

    public List<NodeCost> costs() {
        return costs;
    }

    public List<NodeBalance> balances() {
        return balances;
    }

    public List<GroupCost> groupCosts() {
        return groupCosts;
    }

    public Fragmentation fragmentation() {
        return fragmentation;
    }

    public MigrationCost migration() {
        return migration;
    }

    /// Points per unit of a soft goal.
    public double weight(NodeCost goal) {
        return costWeights[costs.indexOf(goal)];
    }

    /// Points per unit of a soft goal.
    public double weight(NodeBalance goal) {
        return balanceWeights[balances.indexOf(goal)];
    }

    /// Points per unit of a soft goal.
    public double weight(GroupCost goal) {
        return groupWeights[groupCosts.indexOf(goal)];
    }

    /// Whether what the node is allows the allocation, whatever is free.
    public boolean suits(Requirement requirement, NodeView view) {
        return holdsAll(fixedRules, requirement, view);
    }

    /// Whether what is free suffices.
    public boolean hasRoom(Requirement requirement, NodeView view) {
        return holdsAll(roomRules, requirement, view);
    }

    private static boolean holdsAll(List<NodeRule> rules, Requirement requirement, NodeView view) {
        for (int i = 0; i < rules.size(); i++) {
            if (rules.get(i).missing(requirement, view) > 0) {
                return false;
            }
        }
        return true;
    }

    /// How far a node is over its capacity, summed over the rules.
    public long overflow(NodeView view) {
        long over = 0;
        for (int i = 0; i < roomRules.size(); i++) {
            over += roomRules.get(i).overflow(view);
        }
        return over;
    }

    /// Millipoints of one allocation on one node, apart from what else is placed.
    public long cost(Requirement requirement, Node node) {
        long points = 0;
        for (int i = 0; i < costWeights.length; i++) {
            points += millipoints(costs.get(i).cost(requirement, node), costWeights[i]);
        }
        return points;
    }

    /// Millipoints of a node's state.
    public long potential(NodeView view) {
        long points = 0;
        for (int i = 0; i < balanceWeights.length; i++) {
            points += millipoints(balances.get(i).potential(view), balanceWeights[i]);
        }
        return points;
    }

    /// Instances that break the hard goals of their group.
    public long violations(PendingGroup group, GroupView view) {
        long violations = 0;
        for (GroupRule rule : groupRules) {
            if (rule.applies(group)) {
                violations += rule.violations(group, view);
            }
        }
        return violations;
    }

    /// Millipoints of where a group is.
    public long cost(PendingGroup group, GroupView view) {
        long points = 0;
        for (int i = 0; i < groupWeights.length; i++) {
            GroupCost goal = groupCosts.get(i);
            if (goal.applies(group)) {
                points += millipoints(goal.cost(group, view), groupWeights[i]);
            }
        }
        return points;
    }

    private static long millipoints(double value, double weight) {
        return Math.round(value * weight * MILLIPOINTS);
    }
}
