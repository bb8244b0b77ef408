package dev.meridian.controlplane.approvals.model;

/// How far a proposal is. Only what is pending can still become something else.
public enum ProposalState {
    /// waits for a person
    PENDING,
    /// a person agreed, and it was carried out in the same moment
    APPROVED,
    /// a person did not agree
    REJECTED,
    /// nobody decided in time
    EXPIRED,
    /// what it was about has changed since
    STALE;

    public boolean isEnded() {
        return this != PENDING;
    }
}
