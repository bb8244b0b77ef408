package dev.meridian.controlplane.console.nodes;

import dev.meridian.controlplane.console.failing.RefusedPage;
import dev.meridian.controlplane.console.live.Live;
import dev.meridian.controlplane.console.live.Marks;
import dev.meridian.controlplane.console.look.Filters;
import dev.meridian.controlplane.console.look.Parts;
import dev.meridian.controlplane.fleet.FleetQueries;
import dev.meridian.controlplane.fleet.model.FleetState;
import dev.meridian.controlplane.fleet.model.Node;
import dev.meridian.controlplane.fleet.model.NodeFilter;
import dev.meridian.controlplane.fleet.model.NodeState;
import jakarta.servlet.http.HttpServletRequest;
import java.time.Clock;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;
import org.springframework.http.ResponseEntity;
import org.springframework.stereotype.Controller;
import org.springframework.ui.Model;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.RequestParam;
import org.springframework.web.bind.annotation.ResponseBody;
import org.springframework.web.servlet.mvc.method.annotation.SseEmitter;

/// All nodes, as a heat map and as a table.
@Controller
class NodesPage {
    private static final int LINES = 50;

    /// Use changes with every round of the agents: lists are looked at anew so often.
    private static final long SECONDS_BETWEEN_LOOKS = 15;

    private static final String[] FILTERS = {
        "region", "cluster", "pool", "state", "label", "accelerator", "text"
    };
    private static final String[] PARAMETERS = {
        "region", "cluster", "pool", "state", "label", "accelerator", "text", "sort", "measure"
    };

    private final FleetQueries fleet;
    private final FleetReadings readings;
    private final Live live;
    private final Clock clock;

    NodesPage(FleetQueries fleet, FleetReadings readings, Live live, Clock clock) {
        this.fleet = fleet;
        this.readings = readings;
        this.live = live;
        this.clock = clock;
    }

    @GetMapping("/nodes")
    String show(
            HttpServletRequest request,
            Model model,
            @RequestParam(required = false) @Nullable String cursor) {
        Filters filters = Filters.of(request, "/nodes", PARAMETERS);
        NodeFilter filter = filter(filters);
        NodeOrder order = NodeOrder.parse(filters.value("sort", NodeOrder.NAME));
        live.follow(model, request, "/nodes/live", marks());
        FleetState all = fleet.fleet();
        List<Node> found = all.nodes().stream().filter(filter::matches).toList();
        NodeOrder.Page page =
                order.page(
                        order.isOfNodesAlone() ? bare(found) : matching(filter),
                        cursor == null || cursor.isEmpty() ? null : cursor,
                        LINES);
        model.addAttribute("filters", filters);
        model.addAttribute("chips", filters.chips(FILTERS));
        model.addAttribute("facets", NodeFacets.of(all, filter.region()));
        model.addAttribute("measures", Measure.values());
        model.addAttribute("measure", filters.value("measure", Measure.CPU_ALLOCATED.key()));
        model.addAttribute("order", order);
        model.addAttribute("fleetSize", all.nodes().size());
        model.addAttribute("found", found.size());
        model.addAttribute("counted", counted(found));
        model.addAttribute("columns", Column.ALL);
        model.addAttribute(
                "lines", readings.of(page.items().stream().map(NodeReading::node).toList()));
        model.addAttribute("first", cursor == null ? null : filters.address());
        model.addAttribute(
                "next", page.next() == null ? null : filters.with("cursor", page.next()));
        return Parts.view("nodes/page", request, "list");
    }

    /// What the heat map is drawn from.
    @GetMapping("/nodes/heat")
    @ResponseBody
    HeatMap heat(HttpServletRequest request) {
        NodeFilter filter = filter(Filters.of(request, "/nodes", FILTERS));
        return HeatMap.of(
                matching(filter),
                Arrays.stream(NodeState.values()).map(Enum::name).toList(),
                clock.instant());
    }

    /// The map knows names, which are short; a node's page goes by its id.
    @GetMapping("/nodes/named")
    String named(@RequestParam String cluster, @RequestParam String name) {
        return fleet.fleet().nodes().stream()
                .filter(node ->
                        node.clusterId().toString().equals(cluster) && node.name().equals(name))
                .findFirst()
                .map(node -> "redirect:/nodes/" + node.id())
                .orElseThrow(() -> RefusedPage.notFound("node " + name));
    }

    @GetMapping("/nodes/live")
    ResponseEntity<SseEmitter> live(HttpServletRequest request) {
        return live.changes(request, this::marks);
    }

    private Marks marks() {
        return Marks.same(
                List.of(readings.sign(), clock.instant().getEpochSecond() / SECONDS_BETWEEN_LOOKS),
                "list");
    }

    private List<NodeReading> matching(NodeFilter filter) {
        return readings.all().stream().filter(one -> filter.matches(one.node())).toList();
    }

    private static List<NodeReading> bare(List<Node> nodes) {
        return nodes.stream().map(NodeReading::bare).toList();
    }

    private static Map<NodeState, Long> counted(List<Node> nodes) {
        return nodes.stream()
                .collect(Collectors.groupingBy(Node::state, TreeMap::new, Collectors.counting()));
    }

    private static NodeFilter filter(Filters filters) {
        String state = filters.value("state");
        return new NodeFilter(
                filters.value("region"),
                filters.value("cluster"),
                filters.value("pool"),
                state == null ? null : state(state),
                filters.value("label"),
                filters.value("accelerator"),
                filters.value("text"));
    }

    private static NodeState state(String name) {
        try {
            return NodeState.valueOf(name);
        } catch (IllegalArgumentException _) {
            throw RefusedPage.unreadable(
                    "A node is never \""
                            + name
                            + "\"; it is one of "
                            + Arrays.toString(NodeState.values())
                            + ".");
        }
    }
}
