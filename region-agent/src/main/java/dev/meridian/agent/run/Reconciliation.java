package dev.meridian.agent.run;

import dev.meridian.agent.protocol.Assignment;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Collection;
import java.util.List;
import java.util.Map;
import java.util.function.Function;
import java.util.stream.Collectors;

/// The decision of the supervisor, without its hands: from what should be and what is to the steps
/// in between. Pure, so that asking twice decides the same and any message may be lost or repeated.
final class Reconciliation {
    static final Duration DEFAULT_GRACE = Duration.ofSeconds(5);

    /// One attempt as it is.
    ///
    /// @param live has, or is about to get, processes
    /// @param stopping its end is under way
    record Actual(AllocationKey key, boolean live, boolean stopping, Duration grace) {}

    private Reconciliation() {}

    /// @param ended per allocation the highest epoch that ended here and was forgotten: it never
    ///   starts again
    static List<Step> steps(
            Collection<Assignment> desired, Collection<Actual> actual, Map<String, Integer> ended) {
        List<Step> steps = new ArrayList<>();
        Map<AllocationKey, Actual> held =
                actual.stream().collect(Collectors.toMap(Actual::key, Function.identity()));
        Map<AllocationKey, Assignment> wanted =
                desired.stream()
                        .collect(
                                Collectors.toMap(
                                        AllocationKey::of, Function.identity(), (a, _) -> a));
        for (Actual attempt : actual) {
            if (!attempt.live() || attempt.stopping()) continue;
            Assignment assignment = wanted.get(attempt.key());
            if (assignment == null) {
                steps.add(
                        new Step.Stop(
                                attempt.key(), attempt.grace(), "no longer assigned to this node"));
            } else if (assignment.getStop()) {
                steps.add(new Step.Stop(attempt.key(), grace(assignment), why(assignment)));
            }
        }
        for (var entry : wanted.entrySet()) {
            AllocationKey key = entry.getKey();
            Assignment assignment = entry.getValue();
            boolean over = ended.getOrDefault(key.allocationId(), 0) >= key.epoch();
            if (held.containsKey(key) || over || newerHeld(actual, key)) continue;
            if (assignment.getStop()) {
                steps.add(new Step.ReportNeverStarted(assignment));
            } else if (!olderLives(actual, key)) {
                steps.add(new Step.Start(assignment));
            }
        }
        return steps;
    }

    /// The older copy ends first: when it has, the state is reconciled again.
    private static boolean olderLives(Collection<Actual> actual, AllocationKey key) {
        return actual.stream()
                .anyMatch(a ->
                        a.live()
                                && a.key().allocationId().equals(key.allocationId())
                                && a.key().epoch() < key.epoch());
    }

    private static boolean newerHeld(Collection<Actual> actual, AllocationKey key) {
        return actual.stream()
                .anyMatch(a ->
                        a.key().allocationId().equals(key.allocationId())
                                && a.key().epoch() > key.epoch());
    }

    static Duration grace(Assignment assignment) {
        return assignment.getGraceMillis() > 0
                ? Duration.ofMillis(assignment.getGraceMillis())
                : DEFAULT_GRACE;
    }

    private static String why(Assignment assignment) {
        return assignment.getStopReason().isEmpty()
                ? "stopped by the control plane"
                : assignment.getStopReason();
    }
}
