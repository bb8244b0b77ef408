package dev.meridian.controlplane.forecast;

import dev.meridian.controlplane.forecast.model.runtime.Prediction;
import dev.meridian.controlplane.forecast.model.runtime.Target;
import dev.meridian.controlplane.forecast.store.RunStore;
import dev.meridian.controlplane.forecast.store.RunStore.OfGroup;
import dev.meridian.controlplane.jobs.model.MemoryNeed;
import java.time.Clock;
import java.util.List;
import java.util.Optional;
import java.util.OptionalDouble;
import java.util.UUID;
import org.springframework.stereotype.Component;

/// Tells the room of jobs how much memory runs like one that ran out of it have held.
@Component
class MemoryNeeds implements MemoryNeed {
    private final RunTimes times;
    private final RunStore runs;
    private final Clock clock;

    MemoryNeeds(RunTimes times, RunStore runs, Clock clock) {
        this.times = times;
        this.runs = runs;
        this.clock = clock;
    }

    /// Of runs of the same program alone: what others of the user, or of all, have held says
    /// nothing of this one.
    @Override
    public OptionalDouble ofGroup(UUID group) {
        Optional<Prediction> told =
                Optional.ofNullable(runs.ofGroups(List.of(group)).get(group))
                        .map(OfGroup::traits)
                        .flatMap(traits -> times.predict(Target.MEMORY, traits, clock.instant()))
                        .filter(prediction -> prediction.link().isOfProgram());
        return told.isEmpty()
                ? OptionalDouble.empty()
                : OptionalDouble.of(told.get().distribution().p90());
    }
}
