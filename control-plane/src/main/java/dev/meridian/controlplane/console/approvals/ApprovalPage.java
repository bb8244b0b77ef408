package dev.meridian.controlplane.console.approvals;

import dev.meridian.controlplane.approvals.ApprovalQueries;
import dev.meridian.controlplane.approvals.Approvals;
import dev.meridian.controlplane.approvals.model.Decided;
import dev.meridian.controlplane.approvals.model.Proposal;
import dev.meridian.controlplane.approvals.model.ProposalId;
import dev.meridian.controlplane.approvals.model.ProposalState;
import dev.meridian.controlplane.console.access.PageAudit;
import dev.meridian.controlplane.console.failing.Refusal;
import dev.meridian.controlplane.console.failing.RefusedPage;
import dev.meridian.controlplane.console.live.Live;
import dev.meridian.controlplane.console.live.Marks;
import dev.meridian.controlplane.console.look.Parts;
import dev.meridian.controlplane.projects.model.Caller;
import dev.meridian.controlplane.projects.model.VisibleProjects;
import jakarta.servlet.http.HttpServletRequest;
import java.time.Clock;
import java.util.UUID;
import org.springframework.http.HttpStatus;
import org.springframework.http.ResponseEntity;
import org.springframework.stereotype.Controller;
import org.springframework.ui.Model;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.bind.annotation.PostMapping;
import org.springframework.web.bind.annotation.RequestMapping;
import org.springframework.web.bind.annotation.RequestParam;
import org.springframework.web.servlet.mvc.method.annotation.SseEmitter;
import org.springframework.web.servlet.mvc.support.RedirectAttributes;

/// One proposal with its evidence, and the forms to decide on what was read.
@Controller
@RequestMapping("/approvals/{id}")
class ApprovalPage {
    private static final int LONGEST = 1_000;

    private final ApprovalQueries queries;
    private final Approvals approvals;
    private final Live live;
    private final Clock clock;

    ApprovalPage(ApprovalQueries queries, Approvals approvals, Live live, Clock clock) {
        this.queries = queries;
        this.approvals = approvals;
        this.live = live;
        this.clock = clock;
    }

    @GetMapping
    String show(@PathVariable UUID id, Caller caller, HttpServletRequest request, Model model) {
        Proposal proposal = existing(id, caller.visible());
        live.follow(model, request, "/approvals/" + id + "/live", marks(proposal));
        boolean pending = proposal.state() == ProposalState.PENDING;
        model.addAttribute(
                "proposal",
                ProposalView.of(
                        proposal,
                        queries.approvalRefused(proposal, caller).orElse(null),
                        pending && queries.rejectable(proposal, caller)));
        return Parts.view("approvals/one", request, "proposal");
    }

    @GetMapping("/live")
    ResponseEntity<SseEmitter> live(
            @PathVariable UUID id, Caller caller, HttpServletRequest request) {
        VisibleProjects visible = caller.visible();
        existing(id, visible);
        return live.changes(request, () -> marks(existing(id, visible)));
    }

    /// @param version that was read, so that nobody agrees to what they have not seen
    @PostMapping("/approve")
    String approve(
            @PathVariable UUID id,
            @RequestParam long version,
            @RequestParam(defaultValue = "") String reason,
            Caller caller,
            HttpServletRequest request,
            RedirectAttributes redirect) {
        note(existing(id, caller.visible()), reason, request);
        return done(
                approvals.approve(
                        new ProposalId(id), caller, text(reason), version, clock.instant()),
                "It is approved and done.",
                redirect);
    }

    @PostMapping("/reject")
    String reject(
            @PathVariable UUID id,
            @RequestParam long version,
            @RequestParam(defaultValue = "") String reason,
            Caller caller,
            HttpServletRequest request,
            RedirectAttributes redirect) {
        Proposal proposal = existing(id, caller.visible());
        if (text(reason).isEmpty()) {
            throw RefusedPage.unreadable("Say why it is rejected: it is kept with the proposal.");
        }
        note(proposal, reason, request);
        return done(
                approvals.reject(
                        new ProposalId(id), caller, text(reason), version, clock.instant()),
                "It is rejected.",
                redirect);
    }

    private Proposal existing(UUID id, VisibleProjects visible) {
        return queries.find(new ProposalId(id), visible)
                .orElseThrow(() -> RefusedPage.notFound("proposal " + id));
    }

    private static Marks marks(Proposal proposal) {
        return new Marks(java.util.Map.of()).with("proposal", proposal.version());
    }

    private static String text(String reason) {
        String text = reason.strip();
        if (text.length() > LONGEST || text.indexOf('\0') >= 0) {
            throw RefusedPage.unreadable(
                    "A reason has at most " + LONGEST + " characters of text.");
        }
        return text;
    }

    private static void note(Proposal proposal, String reason, HttpServletRequest request) {
        PageAudit.note(request, "proposal", proposal.wish().sentence());
        PageAudit.note(request, "proposedBy", proposal.wish().by());
        PageAudit.note(request, "reason", text(reason));
    }

    private static String done(Decided decided, String flash, RedirectAttributes redirect) {
        return switch (decided) {
            case Decided.Done(Proposal now) -> {
                redirect.addFlashAttribute("flash", flash);
                yield "redirect:/approvals/" + now.id();
            }
            case Decided.Missing() -> throw RefusedPage.notFound("such proposal");
            case Decided.Stale _ ->
                    throw RefusedPage.conflict(
                            "Its evidence has grown since you read it: look at it again.");
            case Decided.Refused(String sentence) -> throw RefusedPage.conflict(sentence);
            case Decided.Forbidden(String sentence) ->
                    throw new RefusedPage(
                            new Refusal(HttpStatus.FORBIDDEN, "You may not", sentence));
        };
    }
}
