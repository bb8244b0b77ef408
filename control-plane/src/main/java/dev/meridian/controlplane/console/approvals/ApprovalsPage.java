package dev.meridian.controlplane.console.approvals;

import dev.meridian.controlplane.approvals.ApprovalQueries;
import dev.meridian.controlplane.approvals.model.Proposal;
import dev.meridian.controlplane.approvals.model.ProposalFilter;
import dev.meridian.controlplane.approvals.model.ProposalState;
import dev.meridian.controlplane.console.failing.RefusedPage;
import dev.meridian.controlplane.console.live.Live;
import dev.meridian.controlplane.console.live.Marks;
import dev.meridian.controlplane.console.look.Filters;
import dev.meridian.controlplane.console.look.Parts;
import dev.meridian.controlplane.console.look.Slice;
import dev.meridian.controlplane.projects.model.Caller;
import jakarta.servlet.http.HttpServletRequest;
import java.util.List;
import java.util.UUID;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;
import org.springframework.http.ResponseEntity;
import org.springframework.stereotype.Controller;
import org.springframework.ui.Model;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.RequestParam;
import org.springframework.web.servlet.mvc.method.annotation.SseEmitter;

/// What waits for a person, and what became of it; newest first.
@Controller
class ApprovalsPage {
    private static final int PAGE = 50;
    private static final String ALL = "all";

    private final ApprovalQueries queries;
    private final Live live;

    ApprovalsPage(ApprovalQueries queries, Live live) {
        this.queries = queries;
        this.live = live;
    }

    @GetMapping("/approvals")
    String show(
            @RequestParam(defaultValue = "PENDING") String state,
            @RequestParam(required = false) @Nullable String kind,
            @RequestParam(required = false) @Nullable UUID cursor,
            Caller caller,
            HttpServletRequest request,
            Model model) {
        ProposalFilter filter = filter(state, kind, caller);
        List<Proposal> found = queries.list(filter, cursor, PAGE + 1);
        live.follow(model, request, "/approvals/live", marks(found));
        Slice<Proposal> page = Slice.of(found, PAGE);
        model.addAttribute("proposals", page.shown().stream().map(ProposalLine::of).toList());
        model.addAttribute("allStates", Stream.of(ProposalState.values()).map(Enum::name).toList());
        model.addAttribute("kinds", queries.kinds());
        model.addAttribute("state", state);
        model.addAttribute("kind", kind == null ? "" : kind);
        page.link(
                model,
                Filters.of(request, "/approvals", "state", "kind"),
                cursor == null,
                Proposal::id);
        return Parts.view("approvals/page", request, "list");
    }

    @GetMapping("/approvals/live")
    ResponseEntity<SseEmitter> live(
            @RequestParam(defaultValue = "PENDING") String state,
            @RequestParam(required = false) @Nullable String kind,
            @RequestParam(required = false) @Nullable UUID cursor,
            Caller caller,
            HttpServletRequest request) {
        ProposalFilter filter = filter(state, kind, caller);
        return live.changes(request, () -> marks(queries.list(filter, cursor, PAGE + 1)));
    }

    private static Marks marks(List<Proposal> proposals) {
        return Marks.same(
                proposals.stream().map(each -> each.id() + " " + each.version()).toList(), "list");
    }

    private static ProposalFilter filter(String state, @Nullable String kind, Caller caller) {
        return new ProposalFilter(
                state.equals(ALL) ? null : known(state),
                kind == null || kind.isEmpty() ? null : kind,
                caller.visible());
    }

    private static ProposalState known(String state) {
        return Stream.of(ProposalState.values())
                .filter(each -> each.name().equals(state))
                .findFirst()
                .orElseThrow(() -> RefusedPage.unreadable("There is no state \"" + state + "\"."));
    }
}
