package dev.meridian.controlplane.console.anomalies;

import dev.meridian.controlplane.console.failing.RefusedPage;
import dev.meridian.controlplane.console.live.Live;
import dev.meridian.controlplane.console.live.Marks;
import dev.meridian.controlplane.console.look.Address;
import dev.meridian.controlplane.console.look.Filters;
import dev.meridian.controlplane.console.look.Parts;
import dev.meridian.controlplane.console.look.Slice;
import dev.meridian.controlplane.forecast.Anomalies;
import dev.meridian.controlplane.forecast.model.anomaly.Anomaly;
import dev.meridian.controlplane.forecast.model.anomaly.AnomalyFilter;
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

/// What left its band, newest first.
@Controller
class AnomaliesPage {
    private static final int PAGE = 50;
    private static final String[] PARAMETERS = {"state", "type", "subject", "metric"};
    private static final List<String> TYPES =
            List.of("node", "cluster", "pool", "project", "service");

    private final Anomalies anomalies;
    private final Quarantines quarantines;
    private final Live live;

    AnomaliesPage(Anomalies anomalies, Quarantines quarantines, Live live) {
        this.anomalies = anomalies;
        this.quarantines = quarantines;
        this.live = live;
    }

    @GetMapping("/anomalies")
    String show(
            @RequestParam(required = false) @Nullable String cursor,
            Caller caller,
            HttpServletRequest request,
            Model model) {
        Filters filters = Filters.of(request, "/anomalies", PARAMETERS);
        List<Anomaly> found = anomalies.list(filter(filters, caller), before(cursor), PAGE + 1);
        if (cursor == null) {
            live.follow(model, request, "/anomalies/live", marks(found));
        }
        Slice<Anomaly> page = Slice.of(found, PAGE);
        model.addAttribute("filters", filters);
        model.addAttribute("chips", filters.chips(PARAMETERS));
        model.addAttribute("types", TYPES);
        model.addAttribute("lines", quarantines.lines(page.shown(), caller));
        page.link(model, filters, cursor == null, Anomaly::id);
        return Parts.view("anomalies/page", request, "list");
    }

    /// What the evidence of a proposal leads to: the list of its subject, at this one.
    @GetMapping("/anomalies/{id}")
    String one(@PathVariable UUID id, Caller caller) {
        Anomaly one =
                anomalies
                        .find(id, caller.visible())
                        .orElseThrow(() -> RefusedPage.notFound("anomaly " + id));
        return "redirect:"
                + new Address("/anomalies")
                        .with("type", one.subject().type())
                        .with("subject", one.subject().id())
                + "#anomaly-"
                + id;
    }

    @GetMapping("/anomalies/live")
    ResponseEntity<SseEmitter> live(Caller caller, HttpServletRequest request) {
        Filters filters = Filters.of(request, "/anomalies", PARAMETERS);
        AnomalyFilter filter = filter(filters, caller);
        return live.changes(request, () -> marks(anomalies.list(filter, null, PAGE + 1)));
    }

    private static Marks marks(List<Anomaly> found) {
        return Marks.same(
                found.stream().map(one -> one.id() + " " + one.until() + one.open()).toList(),
                "list");
    }

    private static AnomalyFilter filter(Filters filters, Caller caller) {
        String state = filters.value("state");
        return new AnomalyFilter(
                state == null
                        ? null
                        : switch (state) {
                            case "OPEN" -> true;
                            case "ENDED" -> false;
                            case String other ->
                                    throw RefusedPage.unreadable(
                                            "There is no state \"" + other + "\".");
                        },
                filters.value("type"),
                filters.value("subject"),
                filters.value("metric"),
                caller.visible());
    }

    private static @Nullable UUID before(@Nullable String cursor) {
        try {
            return cursor == null || cursor.isEmpty() ? null : UUID.fromString(cursor);
        } catch (IllegalArgumentException _) {
            throw RefusedPage.unreadable("This cursor is none that a list has given.");
        }
    }
}
