package dev.meridian.controlplane.approvals.model;

import java.util.UUID;

/// Names a proposal; a later one is greater.
public record ProposalId(UUID value) {

    @Override
    public String toString() {
        return value.toString();
    }
}
