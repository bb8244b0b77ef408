package dev.meridian.controlplane.approvals;

import dev.meridian.controlplane.approvals.model.Proposal;
import dev.meridian.controlplane.approvals.model.ProposalFilter;
import dev.meridian.controlplane.approvals.model.ProposalId;
import dev.meridian.controlplane.approvals.model.ProposalKind;
import dev.meridian.controlplane.approvals.store.ProposalStore;
import dev.meridian.controlplane.projects.model.Caller;
import dev.meridian.controlplane.projects.model.VisibleProjects;
import java.util.List;
import java.util.Optional;
import java.util.UUID;
import org.jspecify.annotations.Nullable;
import org.springframework.stereotype.Service;

/// What is told of proposals.
@Service
public class ApprovalQueries {
    private final ProposalStore store;
    private final ProposalKinds kinds;
    private final FourEyes eyes;

    ApprovalQueries(ProposalStore store, ProposalKinds kinds, FourEyes eyes) {
        this.store = store;
        this.kinds = kinds;
        this.eyes = eyes;
    }

    /// Newest first.
    ///
    /// @param before the last one of the page before; null: from the start
    public List<Proposal> list(ProposalFilter filter, @Nullable UUID before, int limit) {
        return store.list(filter, before, limit);
    }

    /// Empty also where the caller may not know of it.
    public Optional<Proposal> find(ProposalId id, VisibleProjects visible) {
        return store.find(id)
                .filter(proposal -> {
                    String project = proposal.subject().project();
                    return project == null
                            ? visible instanceof VisibleProjects.All
                            : visible.includes(project);
                });
    }

    /// Why this caller could not approve it, though it is pending; empty: they could.
    public Optional<String> approvalRefused(Proposal proposal, Caller caller) {
        Optional<ProposalKind> kind = kinds.find(proposal.wish().kind());
        return kind.isEmpty()
                ? Optional.of("This version knows no such kind.")
                : eyes.refusal(proposal, caller, kind.get().approver());
    }

    /// Whether this caller could reject it: who may decide, and who proposed it.
    public boolean rejectable(Proposal proposal, Caller caller) {
        return proposal.wish().by().equals(caller.name())
                || kinds.find(proposal.wish().kind())
                        .filter(kind -> caller.may(kind.approver(), null))
                        .isPresent();
    }

    /// Names of all kinds.
    public List<String> kinds() {
        return kinds.names().stream().sorted().toList();
    }
}
