package dev.meridian.controlplane.rest;

import com.fasterxml.jackson.annotation.JsonInclude;
import dev.meridian.controlplane.forecast.RightSizing.Expected;
import dev.meridian.controlplane.forecast.model.runtime.Distribution;
import dev.meridian.controlplane.forecast.model.runtime.Hint;
import dev.meridian.controlplane.forecast.model.runtime.Prediction;
import java.util.List;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/// What a task group of a job is expected to take, from runs like it.
///
/// @param runtime seconds that an instance runs; absent where no run is known at all
/// @param peakMemoryMib that an instance holds at most; likewise
@JsonInclude(JsonInclude.Include.NON_NULL)
record GroupForecastAnswer(
        String group, @Nullable Foretold runtime, @Nullable Foretold peakMemoryMib) {

    /// @param from what the runs have in common with this one: `run` (user, program and size),
    ///   `program`, `user` or `all`
    /// @param samples how many runs
    /// @param model the part that the learned model has in it, 0 … 1
    record Foretold(double p10, double p50, double p90, String from, int samples, double model) {

        static @Nullable Foretold of(Optional<Prediction> told) {
            if (told.isEmpty()) {
                return null;
            }
            Distribution where = told.get().distribution();
            return new Foretold(
                    where.p10(),
                    where.p50(),
                    where.p90(),
                    told.get().link().word(),
                    told.get().samples(),
                    told.get().model());
        }
    }

    /// What is asked for and not used.
    ///
    /// @param resource `memory` (MiB), `cpu` (cores) or `accelerators` (devices; of a single one
    ///   the part of the time that it was busy)
    /// @param runs that were looked at
    record HintAnswer(
            String group,
            String resource,
            double asked,
            double used,
            double suggested,
            int runs,
            String sentence) {

        static List<HintAnswer> of(List<Hint> hints) {
            return hints.stream()
                    .map(hint ->
                            new HintAnswer(
                                    hint.group(),
                                    hint.resource(),
                                    hint.asked(),
                                    hint.used(),
                                    hint.suggested(),
                                    hint.runs(),
                                    hint.sentence()))
                    .toList();
        }
    }

    static List<GroupForecastAnswer> of(List<Expected> groups) {
        return groups.stream()
                .map(each ->
                        new GroupForecastAnswer(
                                each.group(), Foretold.of(each.time()), Foretold.of(each.memory())))
                .toList();
    }
}
