package dev.meridian.controlplane.console.node;

import dev.meridian.controlplane.console.access.PageAudit;
import dev.meridian.controlplane.console.approvals.ProposedInstead;
import dev.meridian.controlplane.console.failing.RefusedPage;
import dev.meridian.controlplane.dispatch.LargeDrains;
import dev.meridian.controlplane.fleet.Fleet;
import dev.meridian.controlplane.fleet.FleetQueries;
import dev.meridian.controlplane.fleet.NodeDrains;
import dev.meridian.controlplane.fleet.model.AdminOrder;
import dev.meridian.controlplane.fleet.model.DrainOrder;
import dev.meridian.controlplane.fleet.model.Edit;
import dev.meridian.controlplane.fleet.model.Node;
import dev.meridian.controlplane.fleet.model.NodeId;
import dev.meridian.controlplane.jobs.model.spec.Durations;
import dev.meridian.controlplane.projects.model.Caller;
import jakarta.servlet.http.HttpServletRequest;
import java.time.Clock;
import java.time.Duration;
import java.util.Locale;
import java.util.Set;
import java.util.UUID;
import org.jspecify.annotations.Nullable;
import org.springframework.stereotype.Controller;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.bind.annotation.PostMapping;
import org.springframework.web.bind.annotation.RequestParam;
import org.springframework.web.servlet.mvc.support.RedirectAttributes;

/// What an operator asks of a node. A form carries the version that its reader saw, so that nobody
/// orders what somebody else has just changed.
@Controller
class NodeOrders {
    private static final int LONGEST_REASON = 1_000;

    private final Fleet fleet;
    private final FleetQueries queries;
    private final NodeDrains drains;
    private final LargeDrains large;
    private final ProposedInstead proposed;
    private final Clock clock;

    NodeOrders(
            Fleet fleet,
            FleetQueries queries,
            NodeDrains drains,
            LargeDrains large,
            ProposedInstead proposed,
            Clock clock) {
        this.fleet = fleet;
        this.queries = queries;
        this.drains = drains;
        this.large = large;
        this.proposed = proposed;
        this.clock = clock;
    }

    /// What every form says.
    ///
    /// @param version null: whatever is there
    record Asked(@Nullable String reason, @Nullable Long version) {
        String why() {
            String text = reason == null ? "" : reason.strip();
            if (text.length() > LONGEST_REASON || text.indexOf('\0') >= 0) {
                throw RefusedPage.unreadable(
                        "The reason has "
                                + text.length()
                                + " characters; give at most "
                                + LONGEST_REASON
                                + ".");
            }
            return text;
        }
    }

    @PostMapping("/nodes/{id}/cordon")
    String cordon(
            @PathVariable UUID id,
            Asked asked,
            HttpServletRequest request,
            RedirectAttributes after) {
        order(id, AdminOrder.CORDON, asked, request);
        return done(
                id,
                "The node is cordoned: it takes no new work, and what runs there stays.",
                after);
    }

    @PostMapping("/nodes/{id}/uncordon")
    String uncordon(
            @PathVariable UUID id,
            Asked asked,
            HttpServletRequest request,
            RedirectAttributes after) {
        order(id, AdminOrder.UNCORDON, asked, request);
        return done(id, "The node takes work again.", after);
    }

    @PostMapping("/nodes/{id}/quarantine")
    String quarantine(
            @PathVariable UUID id,
            Asked asked,
            HttpServletRequest request,
            RedirectAttributes after) {
        order(id, AdminOrder.QUARANTINE, asked, request);
        return done(id, "The node is quarantined until somebody opens it again.", after);
    }

    /// Proposed only, where it moves so much that a second person has to agree.
    ///
    /// @param deadline as in `10m`; empty: work is moved as soon as it has a place
    @PostMapping("/nodes/{id}/drain")
    String drain(
            @PathVariable UUID id,
            Asked asked,
            @RequestParam(required = false) @Nullable String deadline,
            @RequestParam(defaultValue = "false") boolean force,
            Caller caller,
            HttpServletRequest request,
            RedirectAttributes after) {
        DrainOrder order = order(asked.why(), duration(deadline), force);
        var tooLarge = large.of(Set.of(new NodeId(id)));
        if (tooLarge.isPresent()) {
            Node node =
                    queries.node(new NodeId(id))
                            .orElseThrow(() -> RefusedPage.notFound("node " + id));
            @Nullable Long seen = asked.version();
            if (seen != null && seen != node.version()) {
                done(new Edit.Stale<>(node.version()), id);
            }
            return proposed.lead(
                    drains.ofNode(node, order, tooLarge.get().evidence(), caller.name()),
                    tooLarge.get().why(),
                    request,
                    after);
        }
        done(fleet.drain(new NodeId(id), order, asked.version(), clock.instant()), id);
        PageAudit.note(request, "order", order);
        return done(
                id, "The node is being drained: its work moves to where it has a place.", after);
    }

    private void order(UUID id, AdminOrder order, Asked asked, HttpServletRequest request) {
        String reason = asked.why();
        done(fleet.administer(new NodeId(id), order, reason, asked.version()), id);
        PageAudit.note(request, "reason", reason);
    }

    private static DrainOrder order(String reason, @Nullable Duration deadline, boolean force) {
        try {
            return new DrainOrder(reason, deadline, force);
        } catch (IllegalArgumentException e) {
            throw RefusedPage.unreadable(sentence(String.valueOf(e.getMessage())));
        }
    }

    private static @Nullable Duration duration(@Nullable String text) {
        try {
            return text == null || text.isBlank() ? null : Durations.parse(text.strip());
        } catch (NumberFormatException _) {
            throw RefusedPage.unreadable(
                    "\"" + text + "\" is no duration; write it as 90s, 10m, 2h or 1d.");
        }
    }

    private static void done(Edit<NodeId> edit, UUID id) {
        switch (edit) {
            case Edit.Created<NodeId> _, Edit.Changed<NodeId> _ -> {}
            case Edit.Stale<NodeId> _ ->
                    throw RefusedPage.conflict(
                            "Somebody else changed the node meanwhile; look at it again.");
            case Edit.Missing<NodeId> _ -> throw RefusedPage.notFound("node " + id);
            case Edit.Refused<NodeId>(String why) -> throw RefusedPage.conflict(sentence(why));
        }
    }

    private static String done(UUID id, String sentence, RedirectAttributes after) {
        after.addFlashAttribute("flash", sentence);
        return "redirect:/nodes/" + id;
    }

    private static String sentence(String text) {
        String first = text.substring(0, 1).toUpperCase(Locale.ROOT) + text.substring(1);
        return first.endsWith(".") ? first : first + ".";
    }
}
