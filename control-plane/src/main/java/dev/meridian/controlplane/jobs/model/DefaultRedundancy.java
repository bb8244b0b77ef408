package dev.meridian.controlplane.jobs.model;

import dev.meridian.controlplane.fleet.model.Region;
import dev.meridian.controlplane.jobs.model.spec.ConstraintSpec;
import dev.meridian.controlplane.jobs.model.spec.JobSpec;
import dev.meridian.controlplane.jobs.model.spec.RedundancySpec;
import dev.meridian.controlplane.jobs.model.spec.TaskGroupSpec;
import java.util.Collection;
import java.util.List;
import java.util.Optional;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;

/// Why copies in several regions cannot be had, whether a job asks for them or its project does.
///
/// What may go anywhere takes the default, whatever regions there are today; what binds itself to
/// places needs as many of them as the default has regions.
public final class DefaultRedundancy {
    private static final String REGION = "region";

    private DefaultRedundancy() {}

    /// Of a job that has redundancy, which groups get nothing by it.
    ///
    /// @return a sentence; empty: all get what is asked for
    public static Optional<String> withoutCopies(JobSpec spec) {
        RedundancySpec copies = spec.redundancy();
        List<String> gangs =
                copies == null || copies.regions() == 1
                        ? List.of()
                        : spec.taskGroups().stream()
                                .filter(TaskGroupSpec::inGang)
                                .map(TaskGroupSpec::name)
                                .toList();
        return gangs.isEmpty()
                ? Optional.empty()
                : Optional.of(
                        "/redundancy has no effect on %s: a gang begins and ends together, and has no copies in other regions. When its region is lost it goes on from its checkpoint, wherever there is room for all of it."
                                .formatted(String.join(", ", gangs)));
    }

    /// Why a project's default cannot hold.
    ///
    /// @param regions asked for only where the job is bound to places
    /// @return the end of a sentence; empty: it can hold
    public static Optional<String> obstacle(
            JobSpec spec, RedundancySpec copies, Supplier<? extends Collection<Region>> regions) {
        if (spec.taskGroups().stream().allMatch(TaskGroupSpec::inGang)) {
            return Optional.of("gangs begin and end together, and have no copies elsewhere.");
        }
        Optional<String> impossible = spec.cannotHave(copies);
        if (impossible.isPresent() || !isBound(spec)) {
            return impossible;
        }
        List<String> allowed =
                regions.get().stream()
                        .filter(region -> allows(spec, region))
                        .map(region -> region.name().value())
                        .sorted()
                        .toList();
        return allowed.size() >= copies.regions()
                ? Optional.empty()
                : Optional.of(
                        "the job is bound to places, and of the known regions %s."
                                .formatted(
                                        switch (allowed.size()) {
                                            case 0 -> "none has one";
                                            case 1 -> allowed.getFirst() + " alone has them";
                                            default ->
                                                    String.join(", ", allowed) + " alone have them";
                                        }));
    }

    private static boolean isBound(JobSpec spec) {
        return !spec.placement().jurisdictions().isEmpty()
                || !spec.placement().anyOf().isEmpty()
                || spec.taskGroups().stream().anyMatch(DefaultRedundancy::namesRegion);
    }

    private static boolean namesRegion(TaskGroupSpec group) {
        return group.constraints().stream().anyMatch(DefaultRedundancy::isOfRegion);
    }

    private static boolean isOfRegion(ConstraintSpec constraint) {
        return constraint.label().equals(REGION);
    }

    private static boolean allows(JobSpec spec, Region region) {
        String name = region.name().value();
        List<String> jurisdictions = spec.placement().jurisdictions();
        @Nullable String jurisdiction = region.jurisdiction();
        return (jurisdictions.isEmpty()
                        || (jurisdiction != null && jurisdictions.contains(jurisdiction)))
                && (spec.placement().accepts(name, true) || spec.placement().accepts(name, false))
                && spec.taskGroups().stream()
                        .flatMap(group -> group.constraints().stream())
                        .filter(DefaultRedundancy::isOfRegion)
                        .allMatch(constraint -> constraint.accepts(name));
    }
}
