package dev.meridian.controlplane.placement.model;

import dev.meridian.controlplane.fleet.model.NodeId;
import dev.meridian.controlplane.jobs.model.spec.AffinitySpec;
import dev.meridian.controlplane.jobs.model.spec.ConstraintSpec;
import dev.meridian.controlplane.jobs.model.spec.DataSpec;
import dev.meridian.controlplane.jobs.model.spec.LatencySpec;
import dev.meridian.controlplane.jobs.model.spec.PlacementOption;
import dev.meridian.controlplane.jobs.model.spec.TolerationSpec;
import java.util.List;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/// What one allocation needs of its node and wishes of it. Equal requirements share their place in
/// the index.
///
/// @param residency jurisdictions of which one must hold; empty: any
/// @param anyOf places of which one must hold; empty: any
/// @param latency how near to a region; null: of no matter
/// @param service of a job of type service: spread, not packed
/// @param avoidNode where an attempt was lost and must not be repeated
/// @param lastNode where the attempt before ran, whose files lie there
/// @param stakes what is foretold of its run and allowed to it
/// @param home where it runs; null: it waits
public record Requirement(
        Amounts amounts,
        AcceleratorNeed accelerators,
        String driver,
        List<ConstraintSpec> constraints,
        List<TolerationSpec> tolerations,
        Set<String> residency,
        List<PlacementOption> anyOf,
        List<AffinitySpec> affinities,
        List<DataSpec> data,
        boolean service,
        @Nullable LatencySpec latency,
        @Nullable NodeId avoidNode,
        @Nullable NodeId lastNode,
        Stakes stakes,
        @Nullable Home home) {

    public Requirement {
        constraints = List.copyOf(constraints);
        tolerations = List.copyOf(tolerations);
        residency = Set.copyOf(residency);
        anyOf = List.copyOf(anyOf);
        affinities = List.copyOf(affinities);
        data = List.copyOf(data);
    }

    /// Of what waits, and of which nothing is foretold.
    public Requirement(
            Amounts amounts,
            AcceleratorNeed accelerators,
            String driver,
            List<ConstraintSpec> constraints,
            List<TolerationSpec> tolerations,
            Set<String> residency,
            List<PlacementOption> anyOf,
            List<AffinitySpec> affinities,
            List<DataSpec> data,
            boolean service,
            @Nullable LatencySpec latency,
            @Nullable NodeId avoidNode,
            @Nullable NodeId lastNode) {
        this(
                amounts,
                accelerators,
                driver,
                constraints,
                tolerations,
                residency,
                anyOf,
                affinities,
                data,
                service,
                latency,
                avoidNode,
                lastNode,
                Stakes.NONE,
                null);
    }

    /// The same at other stakes.
    public Requirement with(Stakes other) {
        return with(other, home);
    }

    /// The same of what runs already.
    public Requirement runningAt(Home where) {
        return with(stakes, where);
    }

    /// The same of what waits.
    public Requirement asWaiting() {
        return home == null ? this : with(stakes, null);
    }

    private Requirement with(Stakes other, @Nullable Home where) {
        return new Requirement(
                amounts,
                accelerators,
                driver,
                constraints,
                tolerations,
                residency,
                anyOf,
                affinities,
                data,
                service,
                latency,
                avoidNode,
                lastNode,
                other,
                where);
    }

    /// The same without what no rule refuses it for: many different ones are refused alike.
    public Requirement asRefused() {
        return stakes.purse() == null && !stakes.equals(Stakes.NONE) ? with(Stakes.NONE) : this;
    }

    /// Needs these goods of any node that offers the driver, and nothing else.
    public static Requirement of(Amounts amounts, AcceleratorNeed accelerators, String driver) {
        return new Requirement(
                amounts,
                accelerators,
                driver,
                List.of(),
                List.of(),
                Set.of(),
                List.of(),
                List.of(),
                List.of(),
                false,
                null,
                null,
                null);
    }

    /// Whether it tells nodes apart by more than their kind: by labels, or by name.
    public boolean singlesOut() {
        return !constraints.isEmpty()
                || !affinities.isEmpty()
                || avoidNode != null
                || lastNode != null
                || home != null;
    }
}
