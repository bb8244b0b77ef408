package dev.meridian.controlplane.console.failover;

import dev.meridian.controlplane.console.live.Live;
import dev.meridian.controlplane.console.live.Marks;
import dev.meridian.controlplane.console.look.Parts;
import dev.meridian.controlplane.console.look.Sight;
import dev.meridian.controlplane.dispatch.Silence;
import dev.meridian.controlplane.dispatch.Stakes;
import dev.meridian.controlplane.dispatch.model.MassLoss;
import dev.meridian.controlplane.fleet.FleetQueries;
import dev.meridian.controlplane.fleet.model.FleetState;
import dev.meridian.controlplane.fleet.model.Node;
import dev.meridian.controlplane.fleet.model.NodeHealth;
import dev.meridian.controlplane.fleet.model.NodeId;
import dev.meridian.controlplane.fleet.model.NodeState;
import dev.meridian.controlplane.jobs.NodeWork;
import dev.meridian.controlplane.jobs.model.view.LeaseCount;
import dev.meridian.controlplane.jobs.model.view.NodeLoad;
import dev.meridian.controlplane.jobs.model.view.Takeover;
import dev.meridian.controlplane.projects.model.Caller;
import dev.meridian.controlplane.projects.model.Role;
import jakarta.servlet.http.HttpServletRequest;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.Comparator;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;
import org.springframework.http.ResponseEntity;
import org.springframework.stereotype.Controller;
import org.springframework.ui.Model;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.servlet.mvc.method.annotation.SseEmitter;

/// What is silent, what is at stake, and what was taken over.
@Controller
class FailoverPage {
    private static final int NODES = 50;
    private static final int LEASES = 50;
    private static final int TAKEOVERS = 50;
    private static final Duration LOOKING_BACK = Duration.ofDays(1);

    /// What runs down is counted in the page; what it leads to is looked at.
    private static final long SECONDS_BETWEEN_LOOKS = 5;

    private static final long LOOKS_BETWEEN_SLOW_ONES = 3;

    private final FleetQueries fleet;
    private final NodeWork work;
    private final Stakes stakes;
    private final Silence silence;
    private final Live live;
    private final Clock clock;

    FailoverPage(
            FleetQueries fleet,
            NodeWork work,
            Stakes stakes,
            Silence silence,
            Live live,
            Clock clock) {
        this.fleet = fleet;
        this.work = work;
        this.stakes = stakes;
        this.silence = silence;
        this.live = live;
        this.clock = clock;
    }

    @GetMapping("/failover")
    String show(HttpServletRequest request, Caller caller, Model model) {
        Sight sight = Sight.of(caller);
        live.follow(model, request, "/failover/live", marks(sight));
        FleetState all = fleet.fleet();
        Instant now = clock.instant();
        List<Node> troubled =
                all.nodes().stream()
                        .filter(node -> TroubledNode.STATES.contains(node.state()))
                        .toList();
        List<LeaseCount> leases = stakes.counts(all);
        BreakerView breaker = BreakerView.of(all, leases, silence, now);
        List<Takeover> takeovers = takeovers(sight);
        model.addAttribute("limits", silence.limits());
        model.addAttribute(
                "maySeeDrills", caller.may(Role.OPERATOR, null) || caller.may(Role.AUDITOR, null));
        model.addAttribute("breaker", breaker);
        model.addAttribute("breaksAt", MassLoss.LIMIT);
        model.addAttribute("counts", counts(troubled));
        model.addAttribute("nodes", lines(troubled, breaker.frozen(), now));
        model.addAttribute("troubled", troubled.size());
        model.addAttribute("leases", sight.whole() ? leases : List.of());
        model.addAttribute("stakes", sight.list(projects -> stakes.soonest(all, projects, LEASES)));
        model.addAttribute("takeovers", takeovers);
        model.addAttribute("recovery", Recovery.of(takeovers));
        return Parts.view("failover/page", request, "breaker", "nodes", "leases", "takeovers");
    }

    @GetMapping("/failover/live")
    ResponseEntity<SseEmitter> live(HttpServletRequest request, Caller caller) {
        Sight sight = Sight.of(caller);
        return live.changes(request, () -> marks(sight));
    }

    private Marks marks(Sight sight) {
        var sign = fleet.sign();
        long looks = clock.instant().getEpochSecond() / SECONDS_BETWEEN_LOOKS;
        return Marks.same(List.of(sign, looks / LOOKS_BETWEEN_SLOW_ONES), "breaker", "nodes")
                .with("leases", sign, looks)
                .with("takeovers", takeovers(sight));
    }

    private List<Takeover> takeovers(Sight sight) {
        return sight.list(projects ->
                work.takeovers(clock.instant().minus(LOOKING_BACK), projects, TAKEOVERS));
    }

    private List<TroubledNode> lines(List<Node> troubled, boolean frozen, Instant now) {
        List<Node> shown =
                troubled.stream()
                        .sorted(
                                Comparator.comparingInt((Node node) ->
                                                TroubledNode.STATES.indexOf(node.state()))
                                        .thenComparing(
                                                node -> node.health().changedAt(),
                                                Comparator.reverseOrder()))
                        .limit(NODES)
                        .toList();
        Map<NodeId, NodeLoad> loads = work.loads(ids(shown));
        return shown.stream()
                .map(node ->
                        new TroubledNode(
                                node,
                                loads.getOrDefault(node.id(), NodeLoad.NONE).copies(),
                                silentFor(node.health(), now),
                                silence.lostIn(node.health(), frozen, now)))
                .toList();
    }

    private static @Nullable Duration silentFor(NodeHealth health, Instant now) {
        Instant heard = health.lastHeard();
        return heard == null ? null : Duration.between(heard, now);
    }

    private static Map<NodeState, Long> counts(List<Node> troubled) {
        return troubled.stream()
                .collect(Collectors.groupingBy(Node::state, TreeMap::new, Collectors.counting()));
    }

    private static List<NodeId> ids(List<Node> nodes) {
        return nodes.stream().map(Node::id).toList();
    }
}
