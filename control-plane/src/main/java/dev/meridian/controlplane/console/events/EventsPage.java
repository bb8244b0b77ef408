package dev.meridian.controlplane.console.events;

import dev.meridian.controlplane.console.live.Live;
import dev.meridian.controlplane.console.live.Marks;
import dev.meridian.controlplane.console.look.Filters;
import dev.meridian.controlplane.console.look.Parts;
import dev.meridian.controlplane.console.look.Sight;
import dev.meridian.controlplane.console.look.Slice;
import dev.meridian.controlplane.fleet.FleetQueries;
import dev.meridian.controlplane.fleet.model.Node;
import dev.meridian.controlplane.fleet.model.NodeId;
import dev.meridian.controlplane.jobs.EventSearch;
import dev.meridian.controlplane.jobs.JobQueries;
import dev.meridian.controlplane.jobs.model.JobId;
import dev.meridian.controlplane.jobs.model.view.EventFilter;
import dev.meridian.controlplane.jobs.model.view.EventView;
import dev.meridian.controlplane.jobs.model.view.JobLine;
import dev.meridian.controlplane.projects.model.Caller;
import jakarta.servlet.http.HttpServletRequest;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Set;
import java.util.UUID;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;
import org.springframework.http.ResponseEntity;
import org.springframework.stereotype.Controller;
import org.springframework.ui.Model;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.RequestParam;
import org.springframework.web.servlet.mvc.method.annotation.SseEmitter;

/// The history of what the reader may see, the newest first.
@Controller
class EventsPage {
    private static final int LINES = 50;
    private static final String[] PARAMETERS = {"kind", "project", "job", "node", "from", "until"};

    private final EventSearch events;
    private final JobQueries jobs;
    private final FleetQueries fleet;
    private final Live live;

    EventsPage(EventSearch events, JobQueries jobs, FleetQueries fleet, Live live) {
        this.events = events;
        this.jobs = jobs;
        this.fleet = fleet;
        this.live = live;
    }

    @GetMapping("/events")
    String show(
            HttpServletRequest request,
            Caller caller,
            Model model,
            @RequestParam(required = false) @Nullable String cursor) {
        Filters filters = Filters.of(request, "/events", PARAMETERS);
        Sight sight = Sight.of(caller).within(filters.value("project"));
        EventFilter filter = filter(filters, sight);
        long before = Asked.cursor(cursor);
        if (before == 0 && filter.until() == null) {
            live.follow(model, request, "/events/live", marks(sight, filter));
        }
        List<EventView> found = sight.list(_ -> events.page(filter, before, LINES + 1));
        Slice<EventView> page = Slice.of(found, LINES);
        model.addAttribute("filters", filters);
        model.addAttribute("chips", filters.chips(PARAMETERS));
        model.addAttribute("kinds", events.kinds());
        model.addAttribute("projects", Sight.of(caller).projects());
        model.addAttribute("lines", lines(page.shown()));
        page.link(model, filters, before == 0, EventView::id);
        return Parts.view("events/page", request, "list");
    }

    @GetMapping("/events/live")
    ResponseEntity<SseEmitter> live(HttpServletRequest request, Caller caller) {
        Filters filters = Filters.of(request, "/events", PARAMETERS);
        Sight sight = Sight.of(caller).within(filters.value("project"));
        EventFilter filter = filter(filters, sight);
        return live.changes(request, () -> marks(sight, filter));
    }

    private Marks marks(Sight sight, EventFilter filter) {
        // what is newer than the newest is after any beginning
        var open =
                new EventFilter(
                        filter.projects(), filter.kind(), filter.job(), filter.node(), null, null);
        return Marks.same(List.of(sight.none() ? 0L : events.newest(open)), "list");
    }

    private List<EventLine> lines(List<EventView> page) {
        Map<JobId, JobLine> named =
                jobs.lines(
                        page.stream()
                                .map(EventView::job)
                                .filter(Objects::nonNull)
                                .collect(Collectors.toSet()));
        Set<NodeId> nodes =
                page.stream()
                        .map(EventView::node)
                        .filter(Objects::nonNull)
                        .collect(Collectors.toSet());
        Map<NodeId, String> names =
                nodes.isEmpty()
                        ? Map.of()
                        : fleet.fleet().nodes().stream()
                                .filter(node -> nodes.contains(node.id()))
                                .collect(Collectors.toMap(Node::id, Node::name));
        return page.stream()
                .map(event -> {
                    JobLine job = event.job() == null ? null : named.get(event.job());
                    return new EventLine(
                            event,
                            job == null ? null : job.name(),
                            event.node() == null ? null : names.get(event.node()));
                })
                .toList();
    }

    private static EventFilter filter(Filters filters, Sight sight) {
        UUID job = Asked.id(filters, "job");
        UUID node = Asked.id(filters, "node");
        return new EventFilter(
                sight.projects(),
                filters.value("kind"),
                job == null ? null : new JobId(job),
                node == null ? null : new NodeId(node),
                Asked.time(filters, "from"),
                Asked.time(filters, "until"));
    }
}
