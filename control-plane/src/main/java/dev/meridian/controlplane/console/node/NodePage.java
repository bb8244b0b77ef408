package dev.meridian.controlplane.console.node;

import dev.meridian.controlplane.console.anomalies.AnomalyLine;
import dev.meridian.controlplane.console.failing.RefusedPage;
import dev.meridian.controlplane.console.live.Live;
import dev.meridian.controlplane.console.live.Marks;
import dev.meridian.controlplane.console.look.Parts;
import dev.meridian.controlplane.console.look.Show;
import dev.meridian.controlplane.console.look.Sight;
import dev.meridian.controlplane.console.nodes.FleetReadings;
import dev.meridian.controlplane.console.nodes.NodeReading;
import dev.meridian.controlplane.console.plots.Range;
import dev.meridian.controlplane.dispatch.Drains;
import dev.meridian.controlplane.dispatch.model.DrainWait;
import dev.meridian.controlplane.fleet.FleetQueries;
import dev.meridian.controlplane.fleet.model.Node;
import dev.meridian.controlplane.fleet.model.NodeId;
import dev.meridian.controlplane.forecast.Anomalies;
import dev.meridian.controlplane.forecast.model.anomaly.Anomaly;
import dev.meridian.controlplane.forecast.model.anomaly.AnomalyFilter;
import dev.meridian.controlplane.forecast.model.anomaly.SubjectKey;
import dev.meridian.controlplane.jobs.EventSearch;
import dev.meridian.controlplane.jobs.NodeWork;
import dev.meridian.controlplane.jobs.model.view.EventFilter;
import dev.meridian.controlplane.jobs.model.view.EventView;
import dev.meridian.controlplane.jobs.model.view.HeldCopy;
import dev.meridian.controlplane.jobs.model.view.StandbyOnNode;
import dev.meridian.controlplane.projects.model.Caller;
import dev.meridian.controlplane.projects.model.VisibleProjects;
import dev.meridian.controlplane.telemetry.TelemetryQueries;
import jakarta.servlet.http.HttpServletRequest;
import java.time.Clock;
import java.util.List;
import java.util.Set;
import java.util.TreeMap;
import java.util.TreeSet;
import java.util.UUID;
import org.springframework.http.ResponseEntity;
import org.springframework.stereotype.Controller;
import org.springframework.ui.Model;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.bind.annotation.RequestParam;
import org.springframework.web.servlet.mvc.method.annotation.SseEmitter;

/// One node.
@Controller
class NodePage {
    private static final int COPIES = 100;
    private static final int EVENTS = 20;
    private static final int WAITS = 20;
    private static final int ANOMALIES = 20;
    private static final long SECONDS_BETWEEN_LOOKS = 10;

    private final FleetQueries fleet;
    private final FleetReadings readings;
    private final NodeWork work;
    private final EventSearch events;
    private final Drains drains;
    private final TelemetryQueries telemetry;
    private final NodeSeries series;
    private final Anomalies anomalies;
    private final Live live;
    private final Show show;
    private final Clock clock;

    NodePage(
            FleetQueries fleet,
            FleetReadings readings,
            NodeWork work,
            EventSearch events,
            Drains drains,
            TelemetryQueries telemetry,
            NodeSeries series,
            Anomalies anomalies,
            Live live,
            Show show,
            Clock clock) {
        this.fleet = fleet;
        this.readings = readings;
        this.work = work;
        this.events = events;
        this.drains = drains;
        this.telemetry = telemetry;
        this.series = series;
        this.anomalies = anomalies;
        this.live = live;
        this.show = show;
        this.clock = clock;
    }

    /// @param numbers whether what the plots show is also written as a table
    @GetMapping("/nodes/{id}")
    String show(
            @PathVariable UUID id,
            @RequestParam(defaultValue = "1h") String range,
            @RequestParam(defaultValue = "false") boolean numbers,
            HttpServletRequest request,
            Caller caller,
            Model model) {
        var nodeId = new NodeId(id);
        Range reach = Range.parse(range);
        live.follow(model, request, "/nodes/" + id + "/live", marks(nodeId));
        Node node = fleet.node(nodeId).orElseThrow(() -> RefusedPage.notFound("node " + id));
        NodeReading reading = readings.of(List.of(node)).getFirst();
        Sight sight = Sight.of(caller);
        List<HeldCopy> copies =
                sight.list(projects -> work.copies(List.of(nodeId), projects, COPIES));
        List<StandbyOnNode> standbys =
                sight.list(projects -> work.standbys(nodeId, projects, COPIES));
        model.addAttribute("node", node);
        model.addAttribute("reading", reading);
        model.addAttribute("labels", new TreeMap<>(node.labels()));
        model.addAttribute("drivers", new TreeSet<>(node.drivers()));
        model.addAttribute("waits", node.drain() == null ? List.of() : waits(nodeId, sight));
        model.addAttribute("copies", copies);
        model.addAttribute("standbys", standbys);
        model.addAttribute("unseen", reading.load().copies() - copies.size() - standbys.size());
        model.addAttribute("events", sight.list(projects -> events(nodeId, projects)));
        model.addAttribute("anomalies", open(nodeId).stream().map(AnomalyLine::of).toList());
        model.addAttribute("range", reach);
        model.addAttribute("ranges", Range.values());
        model.addAttribute("withNumbers", numbers);
        model.addAttribute(
                "numbers",
                numbers
                        ? series.read(nodeId, reach).stream()
                                .map(one -> Measured.of(one, show))
                                .toList()
                        : List.of());
        model.addAttribute(
                "latest",
                telemetry.latest(nodeId).stream().map(one -> Measured.of(one, show)).toList());
        return Parts.view(
                "node/page", request, "standing", "anomalies", "latest", "work", "events");
    }

    @GetMapping("/nodes/{id}/live")
    ResponseEntity<SseEmitter> live(@PathVariable UUID id, HttpServletRequest request) {
        var node = new NodeId(id);
        return live.changes(request, () -> marks(node));
    }

    /// What of it is outside of its band now.
    private List<Anomaly> open(NodeId node) {
        return anomalies.list(
                new AnomalyFilter(
                        true, SubjectKey.NODE, node.toString(), null, new VisibleProjects.All()),
                null,
                ANOMALIES);
    }

    private List<DrainWait> waits(NodeId node, Sight sight) {
        return sight.whole() ? drains.waiting(WAITS).getOrDefault(node, List.of()) : List.of();
    }

    private List<EventView> events(NodeId node, Set<String> projects) {
        return events.page(filter(node, projects), 0, EVENTS);
    }

    private static EventFilter filter(NodeId node, Set<String> projects) {
        return new EventFilter(projects, null, null, node, null, null);
    }

    private Marks marks(NodeId node) {
        var stands = fleet.sign(node);
        long told = events.newest(filter(node, Set.of()));
        long looks = clock.instant().getEpochSecond() / SECONDS_BETWEEN_LOOKS;
        return Marks.same(List.of(stands, told, looks), "standing")
                .with("work", stands, told, looks)
                .with("events", told)
                .with(
                        "anomalies",
                        open(node).stream().map(one -> one.id() + " " + one.until()).toList())
                .with("latest", telemetry.newest(node));
    }
}
