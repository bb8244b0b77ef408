package dev.meridian.controlplane.console.plans;

import dev.meridian.controlplane.console.failing.RefusedPage;
import dev.meridian.controlplane.console.live.Live;
import dev.meridian.controlplane.console.live.Marks;
import dev.meridian.controlplane.console.look.Filters;
import dev.meridian.controlplane.console.look.Parts;
import dev.meridian.controlplane.console.look.Slice;
import dev.meridian.controlplane.placement.PlanHistory;
import dev.meridian.controlplane.placement.model.PlanRecord;
import dev.meridian.controlplane.projects.model.Caller;
import jakarta.servlet.http.HttpServletRequest;
import java.util.List;
import java.util.UUID;
import org.jspecify.annotations.Nullable;
import org.springframework.http.ResponseEntity;
import org.springframework.stereotype.Controller;
import org.springframework.ui.Model;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.bind.annotation.RequestParam;
import org.springframework.web.servlet.mvc.method.annotation.SseEmitter;

/// What each plan placed, what the solver won over the fast path, and what the regions bid.
@Controller
class PlansPage {
    private static final int PAGE = 50;

    private final PlanHistory plans;
    private final Live live;

    PlansPage(PlanHistory plans, Live live) {
        this.plans = plans;
        this.live = live;
    }

    @GetMapping("/plans")
    String show(
            @RequestParam(required = false) @Nullable String cursor,
            HttpServletRequest request,
            Model model) {
        List<PlanRecord> found = plans.list(before(cursor), PAGE + 1);
        if (cursor == null) {
            live.follow(model, request, "/plans/live", marks(found));
        }
        Slice<PlanRecord> page = Slice.of(found, PAGE);
        model.addAttribute("plans", page.shown());
        page.link(model, Filters.of(request, "/plans"), cursor == null, PlanRecord::id);
        return Parts.view("plans/page", request, "list");
    }

    @GetMapping("/plans/live")
    ResponseEntity<SseEmitter> live(HttpServletRequest request) {
        return live.changes(request, () -> marks(plans.list(null, PAGE + 1)));
    }

    @GetMapping("/plans/{id}")
    String one(@PathVariable UUID id, Caller caller, Model model) {
        model.addAttribute(
                "plan",
                plans.find(id, caller.visible())
                        .orElseThrow(() -> RefusedPage.notFound("plan " + id)));
        return "plans/one";
    }

    private static Marks marks(List<PlanRecord> found) {
        return Marks.same(found.stream().map(PlanRecord::id).toList(), "list");
    }

    private static @Nullable UUID before(@Nullable String cursor) {
        try {
            return cursor == null || cursor.isEmpty() ? null : UUID.fromString(cursor);
        } catch (IllegalArgumentException _) {
            throw RefusedPage.unreadable("This cursor is none that a list has given.");
        }
    }
}
