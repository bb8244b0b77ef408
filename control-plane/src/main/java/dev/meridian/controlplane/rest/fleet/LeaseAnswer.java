package dev.meridian.controlplane.rest.fleet;

import dev.meridian.controlplane.dispatch.Stakes.Stake;
import dev.meridian.controlplane.dispatch.model.Outlook;
import dev.meridian.controlplane.jobs.model.view.HeldCopy;
import java.time.Duration;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/// The right to run of a copy whose node is not heard.
///
/// @param name job, group and index: `llm-sft/worker[3]`
/// @param state of the attempt
/// @param policy `fence`, `overlap` or `keep`; null: it has no lease any more
/// @param leftMillis of the lease; negative: it is over, null: the copy is known to be gone
/// @param becomes what becomes of it if its node stays silent
/// @param stopsInMillis until it stops by itself; 0: it has, null: it runs on
/// @param placedInMillis until the allocation is placed anew; 0: with the next plan, null: by no
///   plan
record LeaseAnswer(
        UUID allocation,
        int epoch,
        UUID job,
        String project,
        String name,
        UUID node,
        String nodeName,
        String region,
        String state,
        @Nullable String policy,
        @Nullable Long lengthMillis,
        @Nullable Long leftMillis,
        Outlook.Course becomes,
        @Nullable Long stopsInMillis,
        @Nullable Long placedInMillis) {

    static LeaseAnswer of(Stake stake) {
        HeldCopy copy = stake.copy();
        HeldCopy.@Nullable Lease lease = copy.lease();
        return new LeaseAnswer(
                copy.allocation().value(),
                copy.epoch(),
                copy.job().value(),
                copy.project(),
                copy.name(),
                copy.node().value(),
                copy.nodeName(),
                copy.region(),
                copy.state(),
                lease == null ? null : lease.policy(),
                lease == null ? null : lease.length().toMillis(),
                lease == null ? null : millis(lease.left()),
                stake.outlook().course(),
                millis(stake.outlook().stopsIn()),
                millis(stake.outlook().placedIn()));
    }

    private static @Nullable Long millis(@Nullable Duration duration) {
        return duration == null ? null : duration.toMillis();
    }
}
