package dev.meridian.controlplane.console.approvals;

import dev.meridian.controlplane.approvals.Approvals;
import dev.meridian.controlplane.approvals.model.NewProposal;
import dev.meridian.controlplane.approvals.model.Proposal;
import dev.meridian.controlplane.approvals.model.Proposed;
import dev.meridian.controlplane.console.access.PageAudit;
import jakarta.servlet.http.HttpServletRequest;
import java.time.Clock;
import org.springframework.stereotype.Component;
import org.springframework.web.servlet.mvc.support.RedirectAttributes;

/// Proposes what somebody ordered on a page and a second person has to agree to.
@Component
public class ProposedInstead {
    private final Approvals approvals;
    private final Clock clock;

    ProposedInstead(Approvals approvals, Clock clock) {
        this.approvals = approvals;
        this.clock = clock;
    }

    /// @param why it is not done at once, in a sentence
    /// @return the redirect to the proposal, or to the one that waits for the same already
    public String lead(
            NewProposal wish, String why, HttpServletRequest request, RedirectAttributes after) {
        return switch (approvals.propose(wish, clock.instant())) {
            case Proposed.Made(Proposal made) -> {
                PageAudit.note(request, "proposal", wish.sentence());
                PageAudit.note(request, "reason", wish.reason());
                after.addFlashAttribute("flash", why + " It is proposed here.");
                yield show(made);
            }
            case Proposed.Waiting(Proposal waiting) -> {
                after.addFlashAttribute("flash", why + " The same was proposed already: here.");
                yield show(waiting);
            }
        };
    }

    private static String show(Proposal proposal) {
        return "redirect:/approvals/" + proposal.id();
    }
}
