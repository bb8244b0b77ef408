package dev.meridian.controlplane.console.forecasts;

import dev.meridian.controlplane.console.access.PageAudit;
import dev.meridian.controlplane.console.failing.RefusedPage;
import dev.meridian.controlplane.console.live.Live;
import dev.meridian.controlplane.console.live.Marks;
import dev.meridian.controlplane.console.look.Parts;
import dev.meridian.controlplane.forecast.ForecastModels;
import dev.meridian.controlplane.forecast.model.view.ModelLine;
import dev.meridian.controlplane.forecast.model.view.ModelMoved;
import dev.meridian.controlplane.projects.model.Caller;
import jakarta.servlet.http.HttpServletRequest;
import java.time.Clock;
import java.util.List;
import org.springframework.http.ResponseEntity;
import org.springframework.stereotype.Controller;
import org.springframework.ui.Model;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.bind.annotation.PostMapping;
import org.springframework.web.bind.annotation.RequestMapping;
import org.springframework.web.servlet.mvc.method.annotation.SseEmitter;
import org.springframework.web.servlet.mvc.support.RedirectAttributes;

/// The learned models, and the forms to promote one or to roll one back.
@Controller
@RequestMapping("/forecasts/models")
class ModelsPage {
    private final ForecastModels models;
    private final Live live;
    private final Clock clock;

    ModelsPage(ForecastModels models, Live live, Clock clock) {
        this.models = models;
        this.live = live;
        this.clock = clock;
    }

    @GetMapping
    String show(HttpServletRequest request, Model model) {
        List<ModelLine> all = models.all();
        live.follow(model, request, "/forecasts/models/live", marks(all));
        model.addAttribute("models", all.stream().map(ModelRow::of).toList());
        return Parts.view("forecasts/models", request, "models");
    }

    @GetMapping("/live")
    ResponseEntity<SseEmitter> live(HttpServletRequest request) {
        return live.changes(request, () -> marks(models.all()));
    }

    @PostMapping("/{id}/promote")
    String promote(
            @PathVariable long id,
            Caller caller,
            HttpServletRequest request,
            RedirectAttributes redirect) {
        return done(id, models.promote(id, caller.name(), clock.instant()), request, redirect);
    }

    @PostMapping("/{id}/rollback")
    String rollBack(
            @PathVariable long id,
            Caller caller,
            HttpServletRequest request,
            RedirectAttributes redirect) {
        return done(id, models.rollBack(id, caller.name(), clock.instant()), request, redirect);
    }

    private static String done(
            long id, ModelMoved moved, HttpServletRequest request, RedirectAttributes redirect) {
        return switch (moved) {
            case ModelMoved.Done(_, String sentence) -> {
                PageAudit.note(request, "model", id);
                PageAudit.note(request, "after", sentence);
                redirect.addFlashAttribute("flash", sentence);
                yield "redirect:/forecasts/models";
            }
            case ModelMoved.Missing() -> throw RefusedPage.notFound("model " + id);
            case ModelMoved.Refused(String sentence) -> throw RefusedPage.conflict(sentence);
        };
    }

    private static Marks marks(List<ModelLine> all) {
        return Marks.same(
                all.stream().map(each -> each.id() + " " + each.state()).toList(), "models");
    }
}
