package dev.meridian.controlplane.jobs.model.spec;

import java.util.List;
import org.jspecify.annotations.Nullable;

/// Instances of one task, placed by the same rules.
public record TaskGroupSpec(
        @Says("unique within the job") @Default("main") String name,
        @Says("all groups with the same name make one gang") @Nullable String gangGroup,
        @Says("groups that must have succeeded before this one starts") List<String> dependsOn,
        @Says("instances; 1 when neither count nor array is given") @Nullable Integer count,
        @Says("sub-tasks instead of a count") @Nullable ArraySpec array,
        @Says(
                        "equal to count: a gang, all or nothing; less: a gang that may go on with so few after a loss; absent: each instance on its own")
                @Nullable Integer minCount,
        @Says("what each instance holds of its node") Resources resources,
        @Says("what nodes must have") List<ConstraintSpec> constraints,
        @Says("what makes nodes better or worse") List<AffinitySpec> affinities,
        @Says("how instances are spread over domains") List<SpreadSpec> spread,
        @Says("how close together instances stand") @Nullable TopologySpec topology,
        @Says("taints of nodes that do not matter") List<TolerationSpec> tolerations,
        @Says("what is executed") TaskSpec task)
        implements PartlyEffective {

    public static final int MOST_INSTANCES = 100_000;
    private static final int MOST_RULES = 100;

    public TaskGroupSpec {
        dependsOn = List.copyOf(dependsOn);
        constraints = List.copyOf(constraints);
        affinities = List.copyOf(affinities);
        spread = List.copyOf(spread);
        tolerations = List.copyOf(tolerations);
        Checks checks =
                Checks.of()
                        .matches("name", name, Names.GROUP, Names.GROUP_HINT)
                        .matches("gangGroup", gangGroup, Names.GROUP, Names.GROUP_HINT)
                        .range("count", count, 1, MOST_INSTANCES)
                        .that(
                                count == null || array == null,
                                "array",
                                "both count " + count + " and array were given",
                                "give one of them",
                                "count")
                        .size("dependsOn", dependsOn, 0, MOST_RULES)
                        .size("constraints", constraints, 0, MOST_RULES)
                        .size("affinities", affinities, 0, MOST_RULES)
                        .size("spread", spread, 0, MOST_RULES)
                        .size("tolerations", tolerations, 0, MOST_RULES);
        int instances = instances(count, array);
        checks.that(
                minCount == null || minCount >= 1 && minCount <= instances,
                "minCount",
                "minCount is " + minCount + " of " + instances + " instances",
                "give 1 to " + instances,
                "count",
                "array");
        for (int i = 0; i < spread.size(); i++) {
            Integer minDomains = spread.get(i).minDomains();
            checks.that(
                    minDomains == null || minDomains <= instances,
                    "spread/" + i + "/minDomains",
                    instances + " instances cannot stand in " + minDomains + " domains",
                    "give at most " + instances,
                    "count",
                    "array");
        }
        checks.orThrow();
        if (count == null && array == null) {
            count = 1;
        }
    }

    /// How many instances there are in all.
    public int instances() {
        return instances(count, array);
    }

    /// All or nothing: no instance starts before there is room for all. Sub-tasks of an array are
    /// not left out, so only a whole one is a gang.
    public boolean gang() {
        return minCount != null && (array == null || minCount == instances());
    }

    /// The fewest instances that the gang may start with again after a loss; null: all.
    public @Nullable Integer shrinksTo() {
        @Nullable Integer least = minCount;
        return least != null && gang() && least < instances() ? least : null;
    }

    /// A gang by itself, or part of one.
    public boolean inGang() {
        return gangGroup != null || gang() && instances() > 1;
    }

    @Override
    public List<String> fieldsWithoutEffect() {
        return minCount != null && !gang() ? List.of("minCount") : List.of();
    }

    private static int instances(@Nullable Integer count, @Nullable ArraySpec array) {
        if (array != null) {
            return array.size();
        }
        return count == null ? 1 : count;
    }
}
