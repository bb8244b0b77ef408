package dev.meridian.controlplane.rest.approvals;

import dev.meridian.controlplane.approvals.Approvals;
import dev.meridian.controlplane.approvals.model.NewProposal;
import dev.meridian.controlplane.approvals.model.Proposal;
import dev.meridian.controlplane.approvals.model.Proposed;
import dev.meridian.controlplane.rest.ETags;
import dev.meridian.controlplane.rest.ProblemKind;
import dev.meridian.controlplane.rest.RefusedRequest;
import dev.meridian.controlplane.rest.security.AuditTrail;
import jakarta.servlet.http.HttpServletRequest;
import java.net.URI;
import java.time.Clock;
import org.springframework.http.ResponseEntity;
import org.springframework.stereotype.Component;

/// Answers an order that is not carried out but proposed: `?propose=true`.
@Component
public class Proposing {
    private final Approvals approvals;
    private final Clock clock;

    Proposing(Approvals approvals, Clock clock) {
        this.approvals = approvals;
        this.clock = clock;
    }

    /// @return 202 with where to find it
    /// @throws RefusedRequest where the same waits already
    public ResponseEntity<ApprovalAnswer> answer(NewProposal wish, HttpServletRequest request) {
        return switch (approvals.propose(wish, clock.instant())) {
            case Proposed.Made(Proposal made) -> {
                AuditTrail.note(request, "proposal", wish.sentence());
                AuditTrail.note(request, "reason", wish.reason());
                yield ResponseEntity.accepted()
                        .location(URI.create(path(made)))
                        .eTag(ETags.of(made.version()))
                        .body(ApprovalAnswer.of(made));
            }
            case Proposed.Waiting(Proposal waiting) ->
                    throw new RefusedRequest(
                            ProblemKind.CONFLICT,
                            "This waits for an approval already: "
                                    + path(waiting)
                                    + ", proposed by "
                                    + waiting.wish().by()
                                    + ".");
        };
    }

    private static String path(Proposal proposal) {
        return "/api/v1/approvals/" + proposal.id();
    }
}
