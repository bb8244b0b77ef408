package dev.meridian.controlplane.console.forecasts;

import dev.meridian.controlplane.console.failing.RefusedPage;
import dev.meridian.controlplane.console.live.Live;
import dev.meridian.controlplane.console.live.Marks;
import dev.meridian.controlplane.console.look.Parts;
import dev.meridian.controlplane.console.look.Show;
import dev.meridian.controlplane.forecast.Forecasts;
import dev.meridian.controlplane.forecast.model.view.SeriesForecast;
import dev.meridian.controlplane.projects.model.Caller;
import jakarta.servlet.http.HttpServletRequest;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import org.springframework.http.ResponseEntity;
import org.springframework.stereotype.Controller;
import org.springframework.ui.Model;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.bind.annotation.RequestParam;
import org.springframework.web.bind.annotation.ResponseBody;
import org.springframework.web.servlet.mvc.method.annotation.SseEmitter;

/// One series: its band with what came laid over it, who said what, and how wrong they were.
@Controller
class ForecastPage {
    private static final String NUMBER = "/forecasts/{id}";

    private final Forecasts forecasts;
    private final Live live;
    private final Show show;
    private final Clock clock;

    ForecastPage(Forecasts forecasts, Live live, Show show, Clock clock) {
        this.forecasts = forecasts;
        this.live = live;
        this.show = show;
        this.clock = clock;
    }

    /// How far back the plot reaches.
    record Reach(String key, String title, Duration length) {}

    static final List<Reach> REACHES =
            List.of(
                    new Reach("24h", "1 day", Duration.ofDays(1)),
                    new Reach("72h", "3 days", Duration.ofDays(3)),
                    new Reach("168h", "7 days", Duration.ofDays(7)));

    /// @param lead how long before it the past was forecast, and of which horizon experts are told
    @GetMapping(NUMBER)
    String show(
            @PathVariable int id,
            @RequestParam(defaultValue = "1h") String lead,
            @RequestParam(defaultValue = "72h") String range,
            Caller caller,
            HttpServletRequest request,
            Model model) {
        SeriesForecast forecast = existing(id, caller);
        int horizon = ForecastView.horizon(lead);
        live.follow(model, request, "/forecasts/" + id + "/live", marks(forecast));
        model.addAttribute("forecast", ForecastView.of(forecast, horizon, show));
        model.addAttribute("leads", ForecastView.LEADS);
        model.addAttribute("lead", ForecastView.LEADS.get(horizon));
        model.addAttribute("reaches", REACHES);
        model.addAttribute("reach", reach(range));
        return Parts.view("forecasts/one", request, "figures");
    }

    @GetMapping(NUMBER + "/live")
    ResponseEntity<SseEmitter> live(
            @PathVariable int id, Caller caller, HttpServletRequest request) {
        existing(id, caller);
        return live.changes(request, () -> marks(existing(id, caller)));
    }

    /// For the plot.
    @GetMapping(NUMBER + "/series")
    @ResponseBody
    BandSeries series(
            @PathVariable int id,
            @RequestParam(defaultValue = "1h") String lead,
            @RequestParam(defaultValue = "72h") String range,
            Caller caller) {
        SeriesForecast forecast = existing(id, caller);
        Instant now = clock.instant();
        return BandSeries.of(
                forecast,
                forecasts.past(
                        forecast,
                        ForecastView.horizon(lead),
                        now.minus(reach(range).length()),
                        now));
    }

    private SeriesForecast existing(int id, Caller caller) {
        return forecasts
                .one(id, caller.visible(), clock.instant())
                .orElseThrow(() -> RefusedPage.notFound("forecast " + id));
    }

    private static Marks marks(SeriesForecast forecast) {
        return Marks.same(List.of(forecast.origin()), "figures");
    }

    private static Reach reach(String key) {
        return REACHES.stream()
                .filter(each -> each.key().equals(key))
                .findFirst()
                .orElseThrow(() ->
                        RefusedPage.unreadable(
                                "There is no range \"" + key + "\"; take 24h, 72h or 168h."));
    }
}
