package dev.meridian.controlplane.jobs;

import dev.meridian.controlplane.jobs.model.AllocationEvent.FailedReported;
import dev.meridian.controlplane.jobs.model.AllocationEvent.FencedReported;
import dev.meridian.controlplane.jobs.model.JobId;
import dev.meridian.controlplane.jobs.model.Observation;
import dev.meridian.controlplane.jobs.model.ObservationAnswer;
import dev.meridian.controlplane.jobs.model.Transition;
import dev.meridian.controlplane.jobs.store.Tracked;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Collectors;
import org.springframework.stereotype.Component;

/// Applies what agents say of the copies that they hold.
@Component
class Observations {
    private final Mover mover;

    Observations(Mover mover) {
        this.mover = mover;
    }

    List<ObservationAnswer> observe(List<Observation> observations, Instant now) {
        return mover.move(
                        now,
                        moves -> {
                            moves.set()
                                    .take(
                                            observations.stream()
                                                    .map(Observation::allocation)
                                                    .distinct()
                                                    .toList());
                            moves.expectLosses(jobsThatLose(moves, observations));
                            return observations.stream().map(each -> apply(moves, each)).toList();
                        })
                .decided();
    }

    private static ObservationAnswer apply(Moves moves, Observation said) {
        Optional<Tracked> known = moves.set().find(said.allocation());
        if (known.isEmpty()) {
            return new ObservationAnswer.Kill("no allocation has this id");
        }
        Tracked one = known.get();
        if (said.report().epoch() == one.state().epoch()
                && !one.newestNode().equals(Optional.of(said.from()))) {
            return new ObservationAnswer.Kill(
                    "epoch %d was granted to another node".formatted(said.report().epoch()));
        }
        if (one.departing()
                .filter(left ->
                        left.copy().epoch() == said.report().epoch()
                                && !left.copy().node().equals(said.from()))
                .isPresent()) {
            return new ObservationAnswer.Kill(
                    "epoch %d was granted to another node".formatted(said.report().epoch()));
        }
        if (said.report().epoch() == one.state().epoch()
                || one.departing()
                        .filter(left -> left.copy().epoch() == said.report().epoch())
                        .isPresent()) {
            one.used(said.use());
        }
        said.restarts().forEach(restart -> moves.apply(one, restart));
        return switch (moves.apply(one, said.report())) {
            case Transition.Moved _ -> new ObservationAnswer.Applied();
            case Transition.NoChange(String why) -> new ObservationAnswer.Known(why);
            case Transition.Refused(String why) -> new ObservationAnswer.Kill(why);
        };
    }

    private static Set<JobId> jobsThatLose(Moves moves, List<Observation> observations) {
        return observations.stream()
                .filter(each ->
                        each.report() instanceof FailedReported
                                || each.report() instanceof FencedReported)
                .flatMap(each -> moves.set().find(each.allocation()).stream())
                .map(each -> each.job().id())
                .collect(Collectors.toSet());
    }
}
