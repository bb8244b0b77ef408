package dev.meridian.controlplane.approvals.model;

import java.time.Instant;

/// What became of a proposal.
///
/// @param by user name, or `system`
/// @param reason a sentence; only with an approval it may be empty
public record Ending(ProposalState state, String by, String reason, Instant at) {

    public Ending {
        if (!state.isEnded()) {
            throw new IllegalArgumentException("what is pending has not ended");
        }
    }

    /// For people: "approved by ada".
    public String sentence() {
        return switch (state) {
            case PENDING -> throw new IllegalStateException("what is pending has not ended");
            case APPROVED -> "It was approved by " + by + " at " + at + ".";
            case REJECTED -> "It was rejected by " + by + " at " + at + ": " + reason;
            case EXPIRED -> "It expired at " + at + ", undecided.";
            case STALE -> "It is stale since " + at + ": " + reason;
        };
    }
}
