package dev.meridian.controlplane.approvals;

import dev.meridian.controlplane.approvals.model.Ending;
import dev.meridian.controlplane.approvals.model.NewProposal;
import dev.meridian.controlplane.approvals.model.Proposal;
import dev.meridian.controlplane.audit.Audit;
import java.util.Locale;
import java.util.Map;
import org.springframework.stereotype.Component;

/// What the control plane itself proposes and takes back stands in the audit trail, as what people
/// do stands there by their requests.
@Component
public class ProposalTrail {
    private final Audit audit;

    ProposalTrail(Audit audit) {
        this.audit = audit;
    }

    public void proposed(Proposal proposal) {
        NewProposal wish = proposal.wish();
        record(
                proposal,
                "proposed",
                Map.of("proposal", wish.sentence(), "figures", wish.evidence().figures()));
    }

    void ended(Proposal proposal, Ending ending) {
        record(
                proposal,
                ending.state().name().toLowerCase(Locale.ROOT),
                Map.of("proposal", proposal.wish().sentence(), "reason", ending.reason()));
    }

    private void record(Proposal proposal, String action, Map<String, ?> detail) {
        audit.record(NewProposal.SYSTEM, "", action, "approvals/" + proposal.id(), detail);
    }
}
