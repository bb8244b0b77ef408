package dev.meridian.controlplane.commands.openb;

import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;

/// What others have published of the same lists: the mean over ten seeds.
///
/// @param list the pod list, as in `openb_pod_list_default`
/// @param at100 percent of the accelerators that were allocated when arrivals asked for 100 %
public record Published(String list, String policy, double at100, double at130) {
    private static final String FILE = "published_summary.csv";

    /// Nothing where the folder has no such file.
    public static List<Published> of(Path folder) {
        Path file = folder.resolve(FILE);
        if (!Files.exists(file)) {
            return List.of();
        }
        return TraceFile.read(
                        file,
                        "workload",
                        "policy",
                        "alloc_pct_at_100_mean",
                        "alloc_pct_at_130_mean")
                .rows()
                .stream()
                .map(row ->
                        new Published(
                                row.text("workload"),
                                row.text("policy"),
                                row.decimal("alloc_pct_at_100_mean"),
                                row.decimal("alloc_pct_at_130_mean")))
                .toList();
    }
}
