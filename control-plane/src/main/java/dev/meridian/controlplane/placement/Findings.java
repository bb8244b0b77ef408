package dev.meridian.controlplane.placement;

import dev.meridian.controlplane.jobs.model.AllocationId;
import dev.meridian.controlplane.jobs.model.JobId;
import dev.meridian.controlplane.placement.index.Draft;
import dev.meridian.controlplane.placement.index.FleetIndex;
import dev.meridian.controlplane.placement.model.PendingExplanation;
import dev.meridian.controlplane.placement.model.PendingGroup;
import dev.meridian.controlplane.placement.model.Requirement;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/// What plans have found out about why things wait, kept from one plan to the next: where many
/// different requests wait, no plan takes long to say why, and none says less than the one before.
final class Findings {
    /// Each costs a look at every node: some milliseconds where there are ten thousand.
    private static final int LOOKS = 16;

    private final @Nullable JobId only;
    private final Kept<Requirement, Refusals> refusals = new Kept<>(LOOKS);
    private final Kept<PendingReasons.Bond, GroupFit> fits = new Kept<>(LOOKS);

    private Findings(@Nullable JobId only) {
        this.only = only;
    }

    /// About everything that waits.
    static Findings ofAll() {
        return new Findings(null);
    }

    /// About one job: nobody asks for the others.
    static Findings of(JobId job) {
        return new Findings(job);
    }

    boolean areOfOne() {
        return only != null;
    }

    boolean concern(PendingGroup group) {
        return only == null || group.job().equals(only);
    }

    synchronized Map<AllocationId, PendingExplanation> reasons(Draft draft, FleetIndex index) {
        return new PendingReasons(draft, index, this).explain();
    }

    Kept<Requirement, Refusals> refusals() {
        return refusals;
    }

    Kept<PendingReasons.Bond, GroupFit> fits() {
        return fits;
    }
}
