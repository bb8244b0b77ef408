package dev.meridian.controlplane.approvals.model;

import java.time.Instant;
import org.jspecify.annotations.Nullable;

/// Something that waits for a person, or waited.
///
/// @param expiresAt undecided until then, it is dropped
/// @param ending null: it is pending
/// @param version grows with each change, also of its evidence
public record Proposal(
        ProposalId id,
        NewProposal wish,
        Instant proposedAt,
        Instant expiresAt,
        @Nullable Ending ending,
        long version) {

    public ProposalState state() {
        return ending == null ? ProposalState.PENDING : ending.state();
    }

    public Subject subject() {
        return wish.subject();
    }
}
