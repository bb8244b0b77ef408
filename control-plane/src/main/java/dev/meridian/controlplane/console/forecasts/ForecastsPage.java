package dev.meridian.controlplane.console.forecasts;

import dev.meridian.controlplane.console.failing.RefusedPage;
import dev.meridian.controlplane.console.live.Live;
import dev.meridian.controlplane.console.live.Marks;
import dev.meridian.controlplane.console.look.Filters;
import dev.meridian.controlplane.console.look.Parts;
import dev.meridian.controlplane.console.look.Show;
import dev.meridian.controlplane.console.look.Slice;
import dev.meridian.controlplane.forecast.Forecasts;
import dev.meridian.controlplane.forecast.model.view.ForecastQuestion;
import dev.meridian.controlplane.forecast.model.view.SeriesForecast;
import dev.meridian.controlplane.projects.model.Caller;
import dev.meridian.controlplane.telemetry.model.demand.Scope;
import jakarta.servlet.http.HttpServletRequest;
import java.time.Clock;
import java.util.List;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;
import org.springframework.http.ResponseEntity;
import org.springframework.stereotype.Controller;
import org.springframework.ui.Model;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.RequestParam;
import org.springframework.web.servlet.mvc.method.annotation.SseEmitter;

/// What every cluster, pool, project and service will need.
@Controller
class ForecastsPage {
    private static final int PAGE = 50;

    private final Forecasts forecasts;
    private final Live live;
    private final Show show;
    private final Clock clock;

    ForecastsPage(Forecasts forecasts, Live live, Show show, Clock clock) {
        this.forecasts = forecasts;
        this.live = live;
        this.show = show;
        this.clock = clock;
    }

    @GetMapping("/forecasts")
    String show(
            @RequestParam(required = false) @Nullable String cursor,
            Caller caller,
            HttpServletRequest request,
            Model model) {
        Filters filters = Filters.of(request, "/forecasts", AskedForecasts.PARAMETERS);
        ForecastQuestion question = AskedForecasts.question(filters, caller.visible());
        live.follow(model, request, "/forecasts/live", marks(question));
        List<SeriesForecast> found =
                forecasts.find(question, after(cursor), PAGE + 1, clock.instant());
        Slice<SeriesForecast> page = Slice.of(found, PAGE);
        model.addAttribute("filters", filters);
        model.addAttribute("chips", filters.chips(AskedForecasts.PARAMETERS));
        model.addAttribute("scopes", Stream.of(Scope.values()).map(Scope::word).toList());
        model.addAttribute(
                "lines", page.shown().stream().map(each -> ForecastLine.of(each, show)).toList());
        page.link(model, filters, cursor == null, each -> each.series().id());
        return Parts.view("forecasts/page", request, "list");
    }

    @GetMapping("/forecasts/live")
    ResponseEntity<SseEmitter> live(Caller caller, HttpServletRequest request) {
        Filters filters = Filters.of(request, "/forecasts", AskedForecasts.PARAMETERS);
        ForecastQuestion question = AskedForecasts.question(filters, caller.visible());
        return live.changes(request, () -> marks(question));
    }

    private Marks marks(ForecastQuestion question) {
        return Marks.same(List.of(forecasts.newest(question)), "list");
    }

    private static int after(@Nullable String cursor) {
        if (cursor == null || cursor.isEmpty()) {
            return 0;
        }
        if (!cursor.matches("[0-9]{1,9}")) {
            throw RefusedPage.unreadable("This cursor is none that a list has given.");
        }
        return Integer.parseInt(cursor);
    }
}
