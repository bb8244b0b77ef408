package dev.meridian.controlplane.console.queue;

import dev.meridian.controlplane.console.failing.RefusedPage;
import dev.meridian.controlplane.console.live.Live;
import dev.meridian.controlplane.console.live.Marks;
import dev.meridian.controlplane.console.look.Address;
import dev.meridian.controlplane.console.look.Parts;
import dev.meridian.controlplane.jobs.WaitingJobs;
import dev.meridian.controlplane.jobs.model.view.Page;
import dev.meridian.controlplane.jobs.model.view.QueueFilter;
import dev.meridian.controlplane.jobs.model.view.WaitingCount;
import dev.meridian.controlplane.jobs.model.view.WaitingLine;
import dev.meridian.controlplane.placement.ExpectedStarts;
import dev.meridian.controlplane.placement.WaitingGroup;
import dev.meridian.controlplane.placement.model.StartRange;
import dev.meridian.controlplane.projects.Access;
import dev.meridian.controlplane.projects.Queues;
import dev.meridian.controlplane.projects.model.Queue;
import dev.meridian.controlplane.projects.model.VisibleProjects;
import jakarta.servlet.http.HttpServletRequest;
import java.time.Clock;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import org.jspecify.annotations.Nullable;
import org.springframework.http.ResponseEntity;
import org.springframework.stereotype.Controller;
import org.springframework.ui.Model;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.RequestParam;
import org.springframework.web.servlet.mvc.method.annotation.SseEmitter;

/// What waits, in the order in which plans look at it, and why.
@Controller
class QueuePage {
    private static final int LINES = 50;

    private final WaitingJobs waiting;
    private final Queues queues;
    private final ExpectedStarts starts;
    private final Access access;
    private final Live live;
    private final Clock clock;

    QueuePage(
            WaitingJobs waiting,
            Queues queues,
            ExpectedStarts starts,
            Access access,
            Live live,
            Clock clock) {
        this.waiting = waiting;
        this.queues = queues;
        this.starts = starts;
        this.access = access;
        this.live = live;
        this.clock = clock;
    }

    /// What the address asks for; empty texts ask for nothing.
    record Asked(String project, String queue, String reason, String cursor) {

        Optional<QueueFilter> filter(VisibleProjects visible) {
            if (!project.isEmpty()) {
                return visible.includes(project)
                        ? Optional.of(new QueueFilter(Set.of(project), some(queue), some(reason)))
                        : Optional.empty();
            }
            return switch (visible) {
                case VisibleProjects.All _ ->
                        Optional.of(new QueueFilter(Set.of(), some(queue), some(reason)));
                case VisibleProjects.Only(Set<String> names) when names.isEmpty() ->
                        Optional.empty();
                case VisibleProjects.Only(Set<String> names) ->
                        Optional.of(new QueueFilter(names, some(queue), some(reason)));
            };
        }

        private static Optional<String> some(String text) {
            return text.isEmpty() ? Optional.empty() : Optional.of(text);
        }

        String with(String token, String following) {
            return new Address("/queue")
                    .with("project", project)
                    .with("queue", queue)
                    .with("reason", token)
                    .with("cursor", following)
                    .toString();
        }

        public boolean isNarrow() {
            return !(project.isEmpty() && queue.isEmpty() && reason.isEmpty());
        }
    }

    /// A reason with what waits for it.
    ///
    /// @param address of the list with this reason alone, or without it where it is chosen
    record Reason(WaitingCount count, boolean chosen, String address) {}

    @GetMapping("/queue")
    String show(
            @RequestParam(defaultValue = "") String project,
            @RequestParam(defaultValue = "") String queue,
            @RequestParam(defaultValue = "") String reason,
            @RequestParam(defaultValue = "") String cursor,
            HttpServletRequest request,
            Model model) {
        var asked = new Asked(project.strip(), queue.strip(), reason.strip(), cursor);
        VisibleProjects visible = access.caller().visible();
        live.follow(model, request, "/queue/live", marks(asked, visible));
        Instant now = clock.instant();
        Page<WaitingLine> page = page(asked, visible);
        List<WaitingCount> counts = asked.filter(visible).map(waiting::counts).orElse(List.of());
        model.addAttribute("asked", asked);
        List<Queue> known = queues.list(visible);
        model.addAttribute("projects", known.stream().map(Queue::project).distinct().toList());
        model.addAttribute("queues", known.stream().map(Queue::name).distinct().toList());
        model.addAttribute("reasons", counts.stream().map(count -> reason(count, asked)).toList());
        model.addAttribute("total", counts.stream().mapToLong(WaitingCount::allocations).sum());
        Map<WaitingGroup, StartRange> foreseen =
                starts.of(page.items().stream().map(QueuePage::group).toList());
        model.addAttribute(
                "rows",
                page.items().stream()
                        .map(line -> WaitingRow.of(line, foreseen.get(group(line)), now))
                        .toList());
        model.addAttribute(
                "next",
                page.nextCursor().map(next -> asked.with(asked.reason(), next)).orElse(null));
        model.addAttribute("first", cursor.isEmpty() ? null : asked.with(asked.reason(), ""));
        return Parts.view("queue/page", request, "reasons", "list");
    }

    @GetMapping("/queue/live")
    ResponseEntity<SseEmitter> live(
            @RequestParam(defaultValue = "") String project,
            @RequestParam(defaultValue = "") String queue,
            @RequestParam(defaultValue = "") String reason,
            @RequestParam(defaultValue = "") String cursor,
            HttpServletRequest request) {
        var asked = new Asked(project.strip(), queue.strip(), reason.strip(), cursor);
        VisibleProjects visible = access.caller().visible();
        return live.changes(request, () -> marks(asked, visible));
    }

    private Page<WaitingLine> page(Asked asked, VisibleProjects visible) {
        Optional<QueueFilter> filter = asked.filter(visible);
        @Nullable String cursor = asked.cursor().isEmpty() ? null : asked.cursor();
        try {
            return filter.map(some -> waiting.page(some, cursor, LINES))
                    .orElse(new Page<>(List.of(), Optional.empty()));
        } catch (IllegalArgumentException _) {
            throw RefusedPage.unreadable("The cursor is none that a list has given.");
        }
    }

    private static WaitingGroup group(WaitingLine line) {
        return new WaitingGroup(line.job(), line.group());
    }

    private static Reason reason(WaitingCount count, Asked asked) {
        boolean chosen = count.token().equals(asked.reason());
        return new Reason(count, chosen, asked.with(chosen ? "" : count.token(), ""));
    }

    private Marks marks(Asked asked, VisibleProjects visible) {
        List<WaitingCount> counts = asked.filter(visible).map(waiting::counts).orElse(List.of());
        return Marks.same(counts, "reasons").with("list", page(asked, visible).items());
    }
}
