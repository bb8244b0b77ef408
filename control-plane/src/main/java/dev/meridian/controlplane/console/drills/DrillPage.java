package dev.meridian.controlplane.console.drills;

import dev.meridian.controlplane.console.failing.RefusedPage;
import dev.meridian.controlplane.console.live.Live;
import dev.meridian.controlplane.console.live.Marks;
import dev.meridian.controlplane.console.look.Parts;
import dev.meridian.controlplane.dispatch.Drills;
import dev.meridian.controlplane.dispatch.model.Drill;
import dev.meridian.controlplane.dispatch.model.DrillId;
import dev.meridian.controlplane.dispatch.model.DrillReport;
import dev.meridian.controlplane.projects.model.Caller;
import jakarta.servlet.http.HttpServletRequest;
import java.time.Clock;
import java.util.List;
import java.util.UUID;
import org.springframework.http.ResponseEntity;
import org.springframework.stereotype.Controller;
import org.springframework.ui.Model;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.bind.annotation.PostMapping;
import org.springframework.web.bind.annotation.RequestMapping;
import org.springframework.web.servlet.mvc.method.annotation.SseEmitter;
import org.springframework.web.servlet.mvc.support.RedirectAttributes;

/// One drill: how far each copy is, live, and in the end the report.
@Controller
@RequestMapping("/drills/{id}")
class DrillPage {
    private static final int COPIES = 200;

    private final Drills drills;
    private final Live live;
    private final Clock clock;

    DrillPage(Drills drills, Live live, Clock clock) {
        this.drills = drills;
        this.live = live;
        this.clock = clock;
    }

    @GetMapping
    String show(@PathVariable UUID id, HttpServletRequest request, Caller caller, Model model) {
        DrillReport report = existing(id);
        live.follow(model, request, "/drills/" + id + "/live", marks(report));
        boolean running = report.drill().state() == Drill.State.RUNNING;
        model.addAttribute("drill", report.drill());
        model.addAttribute("report", report);
        model.addAttribute("stages", report.stages());
        model.addAttribute("recovery", report.recovery());
        model.addAttribute("unheard", drills.unheard());
        model.addAttribute(
                "copies", report.copies().subList(0, Math.min(COPIES, report.copies().size())));
        model.addAttribute("mayAbort", running && DrillForm.mayOrder(caller));
        return Parts.view("drills/one", request, "drill");
    }

    @GetMapping("/live")
    ResponseEntity<SseEmitter> live(@PathVariable UUID id, HttpServletRequest request) {
        existing(id);
        return live.changes(request, () -> marks(existing(id)));
    }

    @PostMapping("/abort")
    String abort(@PathVariable UUID id, RedirectAttributes redirect) {
        if (drills.abort(new DrillId(id), clock.instant()).isEmpty()) {
            throw RefusedPage.notFound("drill " + id);
        }
        redirect.addFlashAttribute("flash", "The drill is over; the region is open again.");
        return "redirect:/drills/" + id;
    }

    private DrillReport existing(UUID id) {
        return drills.report(new DrillId(id))
                .orElseThrow(() -> RefusedPage.notFound("drill " + id));
    }

    private static Marks marks(DrillReport report) {
        return Marks.same(List.of(report), "drill");
    }
}
