package dev.meridian.controlplane.console.anomalies;

import dev.meridian.controlplane.approvals.ApprovalQueries;
import dev.meridian.controlplane.approvals.model.ProposalFilter;
import dev.meridian.controlplane.approvals.model.ProposalState;
import dev.meridian.controlplane.forecast.model.anomaly.Anomaly;
import dev.meridian.controlplane.projects.model.Caller;
import java.util.List;
import java.util.Map;
import java.util.stream.Collectors;
import org.springframework.stereotype.Component;

/// Leads from what a node showed to the quarantine that is proposed for it.
@Component
class Quarantines {
    private static final String KIND = "node-quarantine";

    /// More do not wait at once where somebody looks: a share of each region at most is proposed.
    private static final int MOST = 500;

    private final ApprovalQueries approvals;

    Quarantines(ApprovalQueries approvals) {
        this.approvals = approvals;
    }

    /// For who may know of proposals; others see the anomalies alone.
    List<AnomalyLine> lines(List<Anomaly> anomalies, Caller caller) {
        Map<String, String> proposals =
                anomalies.stream().anyMatch(one -> one.subject().isNode())
                        ? waiting(caller)
                        : Map.of();
        return anomalies.stream()
                .map(one -> {
                    String id = one.subject().isNode() ? proposals.get(one.subject().id()) : null;
                    AnomalyLine line = AnomalyLine.of(one);
                    return id == null ? line : line.withProposal("/approvals/" + id);
                })
                .toList();
    }

    /// Ids of proposals by those of their nodes.
    private Map<String, String> waiting(Caller caller) {
        var asked = new ProposalFilter(ProposalState.PENDING, KIND, caller.visible());
        return approvals.list(asked, null, MOST).stream()
                .collect(
                        Collectors.toMap(
                                one -> one.subject().id(),
                                one -> one.id().toString(),
                                (newest, _) -> newest));
    }
}
