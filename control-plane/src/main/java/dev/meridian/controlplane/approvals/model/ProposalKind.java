package dev.meridian.controlplane.approvals.model;

import dev.meridian.controlplane.projects.model.Role;
import java.time.Instant;
import java.util.Optional;

/// A kind of thing that can be proposed; a port, met by the room that can do it.
public interface ProposalKind {

    /// As API and database write it: `node-quarantine`.
    String name();

    /// What a person must hold to approve or to reject it.
    Role approver();

    /// What has changed of the subject since it was proposed, as a sentence; empty: nothing that
    /// matters.
    Optional<String> changed(Proposal proposal);

    /// Does it, within the caller's transaction.
    ///
    /// @param because for the histories of what is changed
    /// @return why it could not be done: the subject has changed at this moment, and what was done
    ///   so far is to be undone with the transaction; empty: it is done
    Optional<String> carryOut(Proposal proposal, String because, Instant now);
}
