package dev.meridian.controlplane.console.approvals;

import dev.meridian.controlplane.approvals.model.Proposal;
import dev.meridian.controlplane.approvals.model.ProposalState;
import java.time.Instant;
import org.jspecify.annotations.Nullable;

/// A proposal in the list.
///
/// @param endedAt null: it is pending
record ProposalLine(
        String id,
        ProposalState state,
        String sentence,
        String kind,
        @Nullable String project,
        String by,
        String reason,
        Instant proposedAt,
        Instant expiresAt,
        @Nullable Instant endedAt,
        @Nullable String endedBy) {

    static ProposalLine of(Proposal proposal) {
        var wish = proposal.wish();
        var ending = proposal.ending();
        return new ProposalLine(
                proposal.id().toString(),
                proposal.state(),
                wish.sentence(),
                wish.kind(),
                proposal.subject().project(),
                wish.by(),
                wish.reason(),
                proposal.proposedAt(),
                proposal.expiresAt(),
                ending == null ? null : ending.at(),
                ending == null ? null : ending.by());
    }
}
