package dev.meridian.controlplane.rest.fleet;

import dev.meridian.controlplane.approvals.ApprovalSettings;
import dev.meridian.controlplane.dispatch.DrainReach;
import dev.meridian.controlplane.fleet.model.NodeId;
import dev.meridian.controlplane.rest.ProblemKind;
import dev.meridian.controlplane.rest.RefusedRequest;
import java.util.Locale;
import java.util.Set;
import org.springframework.stereotype.Component;

/// Stands before a drain that would move so much that a second person has to agree.
@Component
class DrainGuard {
    private final ApprovalSettings settings;
    private final DrainReach reach;

    DrainGuard(ApprovalSettings settings, DrainReach reach) {
        this.settings = settings;
        this.reach = reach;
    }

    /// @throws RefusedRequest where it has to be proposed
    void check(Set<NodeId> nodes) {
        if (settings.drainShare() >= 1 || nodes.isEmpty()) {
            return;
        }
        DrainReach.Reach found = reach.of(nodes);
        if (found.moved() > 0 && found.share() > settings.drainShare()) {
            throw new RefusedRequest(
                    ProblemKind.CONFLICT,
                    String.format(
                            Locale.ROOT,
                            "This would move %d of %d running allocations, with %d that are being moved already %.0f %%; more than %.0f %% takes an approval. Propose it: ?propose=true.",
                            found.moved(),
                            found.all(),
                            found.movedAlready(),
                            found.share() * 100,
                            settings.drainShare() * 100));
        }
    }
}
