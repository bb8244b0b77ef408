package dev.meridian.controlplane.dispatch;

import dev.meridian.controlplane.approvals.ApprovalSettings;
import dev.meridian.controlplane.approvals.model.Evidence;
import dev.meridian.controlplane.fleet.model.NodeId;
import java.util.Locale;
import java.util.Optional;
import java.util.Set;
import org.springframework.stereotype.Service;

/// Tells which drains would move so much that a second person has to agree.
@Service
public class LargeDrains {
    private final ApprovalSettings settings;
    private final DrainReach reach;

    LargeDrains(ApprovalSettings settings, DrainReach reach) {
        this.settings = settings;
        this.reach = reach;
    }

    /// @param why it takes an approval, in a sentence
    /// @param evidence for whoever decides
    public record Large(String why, Evidence evidence) {}

    /// Empty for a drain that may begin at once.
    public Optional<Large> of(Set<NodeId> nodes) {
        if (settings.drainShare() >= 1 || nodes.isEmpty()) {
            return Optional.empty();
        }
        DrainReach.Reach found = reach.of(nodes);
        if (found.moved() == 0 || found.share() <= settings.drainShare()) {
            return Optional.empty();
        }
        return Optional.of(
                new Large(
                        String.format(
                                Locale.ROOT,
                                "This would move %d of %d running allocations, with %d that are being moved already %.0f %%; more than %.0f %% takes an approval.",
                                found.moved(),
                                found.all(),
                                found.movedAlready(),
                                found.share() * 100,
                                settings.drainShare() * 100),
                        found.evidence()));
    }
}
