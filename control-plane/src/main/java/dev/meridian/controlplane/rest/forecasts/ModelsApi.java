package dev.meridian.controlplane.rest.forecasts;

import com.fasterxml.jackson.annotation.JsonInclude;
import dev.meridian.controlplane.forecast.ForecastModels;
import dev.meridian.controlplane.forecast.model.view.ModelLine;
import dev.meridian.controlplane.forecast.model.view.ModelMoved;
import dev.meridian.controlplane.projects.model.Caller;
import dev.meridian.controlplane.rest.PageAnswer;
import dev.meridian.controlplane.rest.ProblemKind;
import dev.meridian.controlplane.rest.RefusedRequest;
import dev.meridian.controlplane.rest.security.AuditTrail;
import jakarta.servlet.http.HttpServletRequest;
import java.time.Clock;
import org.jspecify.annotations.Nullable;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.bind.annotation.PostMapping;
import org.springframework.web.bind.annotation.RequestMapping;
import org.springframework.web.bind.annotation.RestController;

/// The learned models behind forecasts.
@RestController
@RequestMapping("/api/v1/forecasts/models")
class ModelsApi {
    private final ForecastModels models;
    private final Clock clock;

    ModelsApi(ForecastModels models, Clock clock) {
        this.models = models;
        this.clock = clock;
    }

    /// @param champion what is heard from the next quarter of an hour on; absent: experts alone
    @JsonInclude(JsonInclude.Include.NON_NULL)
    record MovedAnswer(String sentence, @Nullable ModelAnswer champion) {}

    /// Newest first; there are few.
    @GetMapping
    PageAnswer<ModelAnswer> list() {
        return PageAnswer.whole(models.all().stream().map(ModelAnswer::of).toList());
    }

    /// Makes it champion of its kind; the one before retires.
    @PostMapping("/{id}/promote")
    MovedAnswer promote(@PathVariable long id, Caller caller, HttpServletRequest request) {
        return answer(id, models.promote(id, caller.name(), clock.instant()), request);
    }

    /// Puts the champion before it back; experts alone, where there was none.
    @PostMapping("/{id}/rollback")
    MovedAnswer rollBack(@PathVariable long id, Caller caller, HttpServletRequest request) {
        return answer(id, models.rollBack(id, caller.name(), clock.instant()), request);
    }

    private static MovedAnswer answer(long id, ModelMoved moved, HttpServletRequest request) {
        return switch (moved) {
            case ModelMoved.Done(@Nullable ModelLine champion, String sentence) -> {
                AuditTrail.note(request, "model", id);
                AuditTrail.note(request, "after", sentence);
                yield new MovedAnswer(sentence, champion == null ? null : ModelAnswer.of(champion));
            }
            case ModelMoved.Missing() -> throw RefusedRequest.notFound("model " + id);
            case ModelMoved.Refused(String sentence) ->
                    throw new RefusedRequest(ProblemKind.CONFLICT, sentence);
        };
    }
}
