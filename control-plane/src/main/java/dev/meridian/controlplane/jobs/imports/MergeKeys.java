package dev.meridian.controlplane.jobs.imports;

import dev.meridian.controlplane.jobs.spec.SpecTree;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/// The merge keys (`<<`) of YAML 1.1, which Kubernetes and SkyPilot still know.
final class MergeKeys {

    private static final String KEY = "<<";

    private MergeKeys() {}

    static SpecTree resolve(SpecTree tree) {
        return switch (tree) {
            case SpecTree.Items(List<SpecTree> items) ->
                    new SpecTree.Items(items.stream().map(MergeKeys::resolve).toList());
            case SpecTree.Fields(Map<String, SpecTree> entries) -> merged(entries);
            case SpecTree.Text _, SpecTree.Numeric _, SpecTree.Truth _, SpecTree.Nothing _ -> tree;
        };
    }

    private static SpecTree merged(Map<String, SpecTree> entries) {
        Map<String, SpecTree> own = new LinkedHashMap<>();
        entries.forEach((name, value) -> {
            if (!name.equals(KEY)) {
                own.put(name, resolve(value));
            }
        });
        SpecTree merge = resolve(entries.getOrDefault(KEY, new SpecTree.Nothing()));
        List<SpecTree> sources =
                merge instanceof SpecTree.Items(List<SpecTree> items) ? items : List.of(merge);
        for (SpecTree source : sources) {
            if (source instanceof SpecTree.Fields(Map<String, SpecTree> more)) {
                more.forEach(own::putIfAbsent);
            }
        }
        return new SpecTree.Fields(own);
    }
}
