package dev.meridian.controlplane.placement;

import dev.meridian.controlplane.placement.model.goals.Goals;
import java.util.Locale;
import java.util.Map;
import java.util.TreeMap;
import org.springframework.boot.context.properties.ConfigurationProperties;
import org.springframework.boot.context.properties.bind.DefaultValue;

/// What a unit of a soft goal is worth in this installation, in points, where that is not the
/// goal's own weight.
///
/// @param weights by the goal's name, as `service-load`; 0: the goal counts for nothing
@ConfigurationProperties("meridian.placement")
record GoalWeights(@DefaultValue Map<String, Double> weights) {

    /// @throws IllegalArgumentException there is no such goal, or no such weight
    GoalWeights {
        Map<String, Double> named = new TreeMap<>();
        weights.forEach((name, weight) -> named.put(goal(name), checked(name, weight)));
        weights = Map.copyOf(named);
    }

    /// Of an environment variable the name comes without its dashes.
    private static String goal(String written) {
        return Goals.usualWeights().keySet().stream()
                .filter(name -> bare(name).equals(bare(written)))
                .findFirst()
                .orElseThrow(() ->
                        new IllegalArgumentException(
                                "there is no soft goal '%s' to give a weight: there are %s"
                                        .formatted(
                                                written,
                                                String.join(", ", Goals.usualWeights().keySet()))));
    }

    private static String bare(String name) {
        return name.replace("-", "").toLowerCase(Locale.ROOT);
    }

    private static double checked(String name, double weight) {
        if (!(weight >= 0 && weight <= 1e6)) {
            throw new IllegalArgumentException(
                    "the weight of '%s' is points from 0 to 1,000,000, not %s"
                            .formatted(name, weight));
        }
        return weight;
    }
}
