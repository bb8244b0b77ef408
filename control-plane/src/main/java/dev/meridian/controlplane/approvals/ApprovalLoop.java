package dev.meridian.controlplane.approvals;

import dev.meridian.controlplane.approvals.model.Ending;
import dev.meridian.controlplane.approvals.model.NewProposal;
import dev.meridian.controlplane.approvals.model.Proposal;
import dev.meridian.controlplane.approvals.model.ProposalState;
import dev.meridian.controlplane.approvals.store.ProposalStore;
import io.micrometer.core.instrument.Gauge;
import io.micrometer.core.instrument.MeterRegistry;
import java.time.Instant;
import java.util.Map;
import java.util.Optional;
import org.springframework.stereotype.Service;

/// Takes from the list what nobody can decide any more: what has waited too long, and what is about
/// something that has changed.
@Service
public class ApprovalLoop {
    private final ProposalStore store;
    private final ProposalKinds kinds;
    private final Approvals approvals;
    private final ProposalTrail trail;
    private volatile Map<String, Integer> waiting = Map.of();

    ApprovalLoop(
            ProposalStore store,
            ProposalKinds kinds,
            Approvals approvals,
            ProposalTrail trail,
            MeterRegistry meters) {
        this.store = store;
        this.kinds = kinds;
        this.approvals = approvals;
        this.trail = trail;
        for (String kind : kinds.names()) {
            Gauge.builder("meridian.approvals.pending", () -> waiting.getOrDefault(kind, 0))
                    .tag("kind", kind)
                    .register(meters);
        }
    }

    public void runOnce(Instant now) {
        for (Proposal proposal : store.waiting()) {
            ending(proposal, now)
                    .filter(ending -> approvals.end(proposal, ending))
                    .ifPresent(ending -> trail.ended(proposal, ending));
        }
        waiting = store.counts();
    }

    private Optional<Ending> ending(Proposal proposal, Instant now) {
        if (!now.isBefore(proposal.expiresAt())) {
            return Optional.of(
                    new Ending(
                            ProposalState.EXPIRED,
                            NewProposal.SYSTEM,
                            "nobody decided it in time",
                            now));
        }
        return kinds.find(proposal.wish().kind())
                .flatMap(kind -> kind.changed(proposal))
                .map(sentence -> Approvals.stale(sentence, now));
    }
}
