package dev.meridian.controlplane.commands;

import dev.meridian.controlplane.forecast.model.runtime.Finished;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;

/// How far one value for each tenant and number of accelerators could get that is chosen
/// afterwards, for as many of its runs as possible: what fields so coarse can tell at most, short
/// of following their habits through time.
final class RuntimeLimit {
    private final Map<String, List<Double>> kinds = new HashMap<>();

    void add(Finished run) {
        kinds.computeIfAbsent(
                        run.traits().user() + '\n' + run.traits().accelerators(),
                        _ -> new ArrayList<>())
                .add(run.value());
    }

    /// The share of all runs that are within a factor of two of their kind's value.
    double share() {
        int within = 0;
        int all = 0;
        for (List<Double> values : kinds.values()) {
            List<Double> sorted = values.stream().sorted().toList();
            int most = 0;
            int low = 0;
            for (int high = 0; high < sorted.size(); high++) {
                while (sorted.get(high) > 4 * sorted.get(low)) {
                    low++;
                }
                most = Math.max(most, high - low + 1);
            }
            within += most;
            all += sorted.size();
        }
        return all == 0 ? 0 : within / (double) all;
    }
}
