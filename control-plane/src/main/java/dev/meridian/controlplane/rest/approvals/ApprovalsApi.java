package dev.meridian.controlplane.rest.approvals;

import dev.meridian.controlplane.approvals.ApprovalQueries;
import dev.meridian.controlplane.approvals.Approvals;
import dev.meridian.controlplane.approvals.model.Decided;
import dev.meridian.controlplane.approvals.model.Proposal;
import dev.meridian.controlplane.approvals.model.ProposalFilter;
import dev.meridian.controlplane.approvals.model.ProposalId;
import dev.meridian.controlplane.approvals.model.ProposalState;
import dev.meridian.controlplane.projects.model.Caller;
import dev.meridian.controlplane.rest.Cursors;
import dev.meridian.controlplane.rest.ETags;
import dev.meridian.controlplane.rest.PageAnswer;
import dev.meridian.controlplane.rest.ProblemKind;
import dev.meridian.controlplane.rest.RefusedRequest;
import dev.meridian.controlplane.rest.security.AuditTrail;
import jakarta.servlet.http.HttpServletRequest;
import java.time.Clock;
import java.util.List;
import java.util.UUID;
import org.jspecify.annotations.Nullable;
import org.springframework.http.HttpHeaders;
import org.springframework.http.ResponseEntity;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.bind.annotation.PostMapping;
import org.springframework.web.bind.annotation.RequestBody;
import org.springframework.web.bind.annotation.RequestHeader;
import org.springframework.web.bind.annotation.RequestMapping;
import org.springframework.web.bind.annotation.RequestParam;
import org.springframework.web.bind.annotation.RestController;

/// What waits for a person, and what became of it. What is so already is answered like what was
/// done; what cannot be decided any more is a conflict.
@RestController
@RequestMapping("/api/v1/approvals")
class ApprovalsApi {
    private static final int MOST = 1_000;

    private final ApprovalQueries queries;
    private final Approvals approvals;
    private final Clock clock;

    ApprovalsApi(ApprovalQueries queries, Approvals approvals, Clock clock) {
        this.queries = queries;
        this.approvals = approvals;
        this.clock = clock;
    }

    /// Newest first.
    @GetMapping
    PageAnswer<ApprovalAnswer> list(
            @RequestParam(required = false) @Nullable ProposalState state,
            @RequestParam(required = false) @Nullable String kind,
            @RequestParam(defaultValue = "100") int limit,
            @RequestParam(required = false) @Nullable String cursor,
            Caller caller) {
        Cursors.limit(limit, MOST);
        List<Proposal> found =
                queries.list(
                        new ProposalFilter(state, kind, caller.visible()),
                        Cursors.id(cursor),
                        limit + 1);
        return PageAnswer.of(found, limit, ApprovalAnswer::of, proposal -> proposal.id().value());
    }

    @GetMapping("/{id}")
    ResponseEntity<ApprovalAnswer> get(@PathVariable UUID id, Caller caller) {
        return answer(existing(id, caller));
    }

    /// Carries it out; the answer comes when that is done.
    @PostMapping("/{id}/approve")
    ResponseEntity<ApprovalAnswer> approve(
            @PathVariable UUID id,
            @RequestBody(required = false) @Nullable DecisionBody body,
            @RequestHeader(name = HttpHeaders.IF_MATCH, required = false) @Nullable String ifMatch,
            Caller caller,
            HttpServletRequest request) {
        String reason = DecisionBody.text(body);
        note(existing(id, caller), reason, request);
        return done(
                id,
                approvals.approve(
                        new ProposalId(id),
                        caller,
                        reason,
                        ETags.expected(ifMatch),
                        clock.instant()));
    }

    @PostMapping("/{id}/reject")
    ResponseEntity<ApprovalAnswer> reject(
            @PathVariable UUID id,
            @RequestBody(required = false) @Nullable DecisionBody body,
            @RequestHeader(name = HttpHeaders.IF_MATCH, required = false) @Nullable String ifMatch,
            Caller caller,
            HttpServletRequest request) {
        Proposal proposal = existing(id, caller);
        String reason = DecisionBody.given(body);
        note(proposal, reason, request);
        return done(
                id,
                approvals.reject(
                        new ProposalId(id),
                        caller,
                        reason,
                        ETags.expected(ifMatch),
                        clock.instant()));
    }

    private Proposal existing(UUID id, Caller caller) {
        return queries.find(new ProposalId(id), caller.visible())
                .orElseThrow(() -> RefusedRequest.notFound("approval " + id));
    }

    private static void note(Proposal proposal, String reason, HttpServletRequest request) {
        AuditTrail.note(request, "proposal", proposal.wish().sentence());
        AuditTrail.note(request, "proposedBy", proposal.wish().by());
        AuditTrail.note(request, "reason", reason);
    }

    private static ResponseEntity<ApprovalAnswer> done(UUID id, Decided decided) {
        return switch (decided) {
            case Decided.Done(Proposal now) -> answer(now);
            case Decided.Missing() -> throw RefusedRequest.notFound("approval " + id);
            case Decided.Stale(long version) -> throw RefusedRequest.stale(version);
            case Decided.Refused(String sentence) ->
                    throw new RefusedRequest(ProblemKind.CONFLICT, sentence);
            case Decided.Forbidden(String sentence) ->
                    throw new RefusedRequest(ProblemKind.FORBIDDEN, sentence);
        };
    }

    private static ResponseEntity<ApprovalAnswer> answer(Proposal proposal) {
        return ResponseEntity.ok()
                .eTag(ETags.of(proposal.version()))
                .body(ApprovalAnswer.of(proposal));
    }
}
