package dev.meridian.controlplane.console.jobs;

import dev.meridian.controlplane.console.failing.RefusedPage;
import dev.meridian.controlplane.console.look.Address;
import dev.meridian.controlplane.jobs.model.JobState;
import dev.meridian.controlplane.jobs.model.view.JobFilter;
import dev.meridian.controlplane.projects.model.VisibleProjects;
import jakarta.servlet.http.HttpServletRequest;
import java.time.Duration;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.Arrays;
import java.util.EnumSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/// What the address of the list asks for; empty texts ask for nothing.
///
/// @param time `hour`, `day`, `week`, `month` or `all`: how old jobs may be that have ended
/// @param cursor of the page before
record Asked(
        String project,
        String queue,
        Set<JobState> states,
        String type,
        String text,
        String submitter,
        String time,
        @Nullable String cursor) {
    static final String USUAL_TIME = "week";
    private static final int LONGEST = 200;

    /// From the shortest to all.
    static final Map<String, Optional<Duration>> TIMES = times();

    private static Map<String, Optional<Duration>> times() {
        var times = new LinkedHashMap<String, Optional<Duration>>();
        times.put("hour", Optional.of(Duration.ofHours(1)));
        times.put("day", Optional.of(Duration.ofDays(1)));
        times.put("week", Optional.of(Duration.ofDays(7)));
        times.put("month", Optional.of(Duration.ofDays(30)));
        times.put("all", Optional.empty());
        return times;
    }

    /// @throws RefusedPage when a parameter cannot be read
    static Asked of(HttpServletRequest request) {
        String time = text(request, "time");
        if (!time.isEmpty() && !TIMES.containsKey(time)) {
            throw RefusedPage.unreadable(
                    "There is no time \"" + time + "\"; give one of " + TIMES.keySet() + ".");
        }
        return new Asked(
                text(request, "project"),
                text(request, "queue"),
                states(request.getParameterValues("state")),
                text(request, "type"),
                text(request, "text"),
                text(request, "submitter"),
                time.isEmpty() ? USUAL_TIME : time,
                text(request, "cursor").isEmpty() ? null : text(request, "cursor"));
    }

    private static String text(HttpServletRequest request, String name) {
        String value = request.getParameter(name);
        if (value == null) {
            return "";
        }
        if (value.length() > LONGEST || value.indexOf('\0') >= 0) {
            throw RefusedPage.unreadable("The filter \"" + name + "\" is too long, or not text.");
        }
        return value.strip();
    }

    private static Set<JobState> states(String @Nullable [] values) {
        var states = EnumSet.noneOf(JobState.class);
        for (String value : values == null ? new String[0] : values) {
            if (!value.isBlank()) {
                try {
                    states.add(JobState.valueOf(value));
                } catch (IllegalArgumentException _) {
                    throw RefusedPage.unreadable(
                            "There is no state \""
                                    + value
                                    + "\"; jobs are "
                                    + Arrays.toString(JobState.values())
                                    + ".");
                }
            }
        }
        return states;
    }

    /// For the list; empty when it asks for nothing that the caller may see.
    Optional<JobFilter> filter(VisibleProjects visible, Instant now) {
        if (!project.isEmpty() && !visible.includes(project)) {
            return Optional.empty();
        }
        return everywhere(visible, now)
                .map(all ->
                        new JobFilter(
                                project.isEmpty() ? all.projects() : Set.of(project),
                                some(queue),
                                states,
                                Optional.empty(),
                                some(type),
                                all.text(),
                                all.submittedBy(),
                                all.endedSince()));
    }

    /// For the counts beside the list, which tell also of what the list leaves out.
    Optional<JobFilter> everywhere(VisibleProjects visible, Instant now) {
        Set<String> projects =
                switch (visible) {
                    case VisibleProjects.All _ -> Set.of();
                    case VisibleProjects.Only(Set<String> names) -> names;
                };
        if (visible instanceof VisibleProjects.Only && projects.isEmpty()) {
            return Optional.empty();
        }
        return Optional.of(
                new JobFilter(
                        projects,
                        Optional.empty(),
                        Set.of(),
                        Optional.empty(),
                        Optional.empty(),
                        some(text),
                        some(submitter),
                        TIMES.getOrDefault(time, Optional.empty())
                                // whole minutes, so that many readers ask the same
                                .map(now.truncatedTo(ChronoUnit.MINUTES)::minus)));
    }

    private static Optional<String> some(String text) {
        return text.isEmpty() ? Optional.empty() : Optional.of(text);
    }

    /// Whether anything but the time is filtered.
    public boolean isNarrow() {
        return !(project.isEmpty()
                && queue.isEmpty()
                && states.isEmpty()
                && type.isEmpty()
                && text.isEmpty()
                && submitter.isEmpty());
    }

    /// The values of one filter.
    List<String> of(String facet) {
        return switch (facet) {
            case "project" -> some(project).stream().toList();
            case "queue" -> some(queue).stream().toList();
            case "type" -> some(type).stream().toList();
            case "state" -> states.stream().map(JobState::name).toList();
            case "text" -> some(text).stream().toList();
            case "submitter" -> some(submitter).stream().toList();
            case String other -> throw new IllegalArgumentException(other);
        };
    }

    /// The address of the list with other values of one filter, from its first page.
    String with(String facet, List<String> values) {
        Address address = address().with(facet, values);
        return (facet.equals("project") ? address.with("queue", "") : address).toString();
    }

    String next(String following) {
        return address().with("cursor", following).toString();
    }

    String first() {
        return address().toString();
    }

    private Address address() {
        var address = new Address("/jobs");
        for (String facet : List.of("project", "queue", "state", "type", "text", "submitter")) {
            address.with(facet, of(facet));
        }
        return address.with("time", time.equals(USUAL_TIME) ? "" : time);
    }
}
