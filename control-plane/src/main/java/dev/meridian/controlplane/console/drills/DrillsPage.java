package dev.meridian.controlplane.console.drills;

import dev.meridian.controlplane.console.access.PageAudit;
import dev.meridian.controlplane.console.failing.RefusedPage;
import dev.meridian.controlplane.console.forms.Choice;
import dev.meridian.controlplane.console.forms.Form;
import dev.meridian.controlplane.console.live.Live;
import dev.meridian.controlplane.console.live.Marks;
import dev.meridian.controlplane.console.look.Filters;
import dev.meridian.controlplane.console.look.Parts;
import dev.meridian.controlplane.console.look.Slice;
import dev.meridian.controlplane.dispatch.Drills;
import dev.meridian.controlplane.dispatch.model.Drill;
import dev.meridian.controlplane.dispatch.model.DrillOrder;
import dev.meridian.controlplane.dispatch.model.DrillStart;
import dev.meridian.controlplane.fleet.FleetQueries;
import dev.meridian.controlplane.projects.model.Caller;
import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletResponse;
import java.time.Clock;
import java.util.List;
import java.util.Optional;
import java.util.UUID;
import org.jspecify.annotations.Nullable;
import org.springframework.http.ResponseEntity;
import org.springframework.stereotype.Controller;
import org.springframework.ui.Model;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PostMapping;
import org.springframework.web.bind.annotation.RequestParam;
import org.springframework.web.servlet.mvc.method.annotation.SseEmitter;

/// All drills, and the form that begins one.
@Controller
class DrillsPage {
    private static final int PAGE = 50;

    private final Drills drills;
    private final FleetQueries fleet;
    private final Live live;
    private final Clock clock;

    DrillsPage(Drills drills, FleetQueries fleet, Live live, Clock clock) {
        this.drills = drills;
        this.fleet = fleet;
        this.live = live;
        this.clock = clock;
    }

    @GetMapping("/drills")
    String show(
            @RequestParam(required = false) @Nullable UUID cursor,
            HttpServletRequest request,
            Caller caller,
            Model model) {
        Form form =
                Form.empty("new")
                        .with("region", request.getParameter("region"))
                        .with("job", request.getParameter("job"));
        return show(cursor, form, request, caller, model);
    }

    private String show(
            @Nullable UUID cursor,
            Form form,
            HttpServletRequest request,
            Caller caller,
            Model model) {
        List<Drill> found = drills.list(cursor, PAGE + 1);
        if (cursor == null) {
            live.follow(model, request, "/drills/live", marks(found));
        }
        Slice<Drill> page = Slice.of(found, PAGE);
        model.addAttribute("drills", page.shown());
        page.link(model, Filters.of(request, "/drills"), cursor == null, Drill::id);
        model.addAttribute("form", form);
        model.addAttribute("mayStart", DrillForm.mayOrder(caller));
        model.addAttribute("limits", DrillForm.LIMITS);
        model.addAttribute(
                "regions",
                fleet.fleet().regions().stream()
                        .map(region -> region.name().value())
                        .sorted()
                        .map(name -> new Choice(name, name))
                        .toList());
        return Parts.view("drills/page", request, "list");
    }

    @GetMapping("/drills/live")
    ResponseEntity<SseEmitter> live(HttpServletRequest request) {
        return live.changes(request, () -> marks(drills.list(null, PAGE + 1)));
    }

    @PostMapping("/drills")
    String start(
            HttpServletRequest request, HttpServletResponse response, Caller caller, Model model) {
        Form form = Form.of("new", request);
        Optional<DrillOrder> order = DrillForm.order(form, caller.name());
        if (order.isPresent()) {
            switch (drills.start(order.get(), clock.instant())) {
                case DrillStart.Started(Drill drill) -> {
                    PageAudit.note(request, "order", order.get());
                    return "redirect:/drills/" + drill.id();
                }
                case DrillStart.NoSuchRegion() -> form.wrong("region", "There is no such region.");
                case DrillStart.Refused(String why) -> throw RefusedPage.conflict(why);
            }
        }
        form.refuse(response);
        return show(null, form, request, caller, model);
    }

    private static Marks marks(List<Drill> found) {
        return Marks.same(found, "list");
    }
}
