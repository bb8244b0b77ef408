package dev.meridian.controlplane.console.submit;

import dev.meridian.controlplane.jobs.JobSpecWriter;
import dev.meridian.controlplane.jobs.model.spec.JobSpec;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;
import org.snakeyaml.engine.v2.api.Dump;
import org.snakeyaml.engine.v2.api.DumpSettings;
import org.snakeyaml.engine.v2.api.Load;
import org.snakeyaml.engine.v2.api.LoadSettings;
import org.snakeyaml.engine.v2.common.FlowStyle;

/// Writes a spec as somebody would have written it: without what goes without saying.
final class SpecText {
    private static final String PLAIN_JOB =
            "{name: a, taskGroups: [{task: {command: [\"true\"]}}]}";
    private static final List<String> ALWAYS = List.of("name", "command", "taskGroups", "task");

    private SpecText() {}

    /// @param plain the smallest job, with all defaults
    static String of(JobSpec spec, JobSpec plain) {
        Object text = without(read(spec), read(plain));
        var settings =
                DumpSettings.builder()
                        .setDefaultFlowStyle(FlowStyle.BLOCK)
                        .setWidth(Integer.MAX_VALUE)
                        .setSplitLines(false)
                        .build();
        return new Dump(settings).dumpToString(text);
    }

    static String plainJob() {
        return PLAIN_JOB;
    }

    private static Object read(JobSpec spec) {
        return new Load(LoadSettings.builder().build()).loadFromString(JobSpecWriter.toJson(spec));
    }

    /// @param usual what stands there when nobody says anything; null: nothing
    private static Object without(Object value, @Nullable Object usual) {
        if (value instanceof Map<?, ?> fields) {
            Map<?, ?> defaults = usual instanceof Map<?, ?> map ? map : Map.of();
            var kept = new LinkedHashMap<Object, @Nullable Object>();
            fields.forEach((name, field) -> {
                Object rest = field == null ? null : without(field, defaults.get(name));
                if (ALWAYS.contains(name) || !saysNothing(field, rest, defaults.get(name))) {
                    kept.put(name, rest);
                }
            });
            return kept;
        }
        if (value instanceof List<?> items) {
            // of the groups each has the defaults of the one that the smallest job has
            Object each = usual instanceof List<?> list && !list.isEmpty() ? list.getFirst() : null;
            var kept = new ArrayList<Object>();
            items.forEach(item -> kept.add(without(item, each)));
            return kept;
        }
        return value;
    }

    private static boolean saysNothing(
            @Nullable Object field, @Nullable Object rest, @Nullable Object usual) {
        return field == null
                || field.equals(usual)
                || (rest instanceof Map<?, ?> map && map.isEmpty() && usual != null)
                || (rest instanceof List<?> list && list.isEmpty());
    }
}
