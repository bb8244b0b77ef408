package dev.meridian.controlplane.console.jobs;

import dev.meridian.controlplane.jobs.model.JobState;
import dev.meridian.controlplane.jobs.model.view.JobCounts;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Comparator;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.function.Function;

/// One thing by which the list can be filtered, with how many jobs each value would leave.
///
/// @param name of the query parameter
/// @param more values that are not shown: they have the fewest jobs
record Facet(String name, String title, List<Value> values, int more) {
    private static final int MOST = 12;

    /// @param atLeast there may be more of them than were counted
    /// @param chosen whether the list is filtered by it
    /// @param address of the list with this value put in, or taken out where it is chosen
    record Value(
            String value,
            long jobs,
            boolean atLeast,
            boolean chosen,
            boolean isState,
            String address) {}

    /// All of them; a count respects every filter but its own.
    static List<Facet> of(JobCounts counts, Asked asked) {
        List<Facet> facets = new ArrayList<>();
        facets.add(states(counts, asked));
        facets.add(values("project", "Project", JobCounts.Cell::project, counts, asked));
        if (!asked.project().isEmpty()) {
            facets.add(values("queue", "Queue", JobCounts.Cell::queue, counts, asked));
        }
        facets.add(values("type", "Type", JobCounts.Cell::type, counts, asked));
        return facets;
    }

    /// How many jobs the list has in all.
    static Value total(JobCounts counts, Asked asked) {
        List<JobCounts.Cell> cells =
                counts.cells().stream().filter(cell -> passes(cell, asked, "")).toList();
        return new Value(
                "all",
                cells.stream().mapToLong(JobCounts.Cell::jobs).sum(),
                isCut(cells, counts),
                false,
                false,
                "");
    }

    private static Facet states(JobCounts counts, Asked asked) {
        Map<String, List<JobCounts.Cell>> found =
                grouped("state", cell -> cell.state().name(), counts, asked);
        return new Facet(
                "state",
                "State",
                Arrays.stream(JobState.values())
                        .map(state ->
                                value(
                                        "state",
                                        state.name(),
                                        found.getOrDefault(state.name(), List.of()),
                                        counts,
                                        asked))
                        .toList(),
                0);
    }

    private static Facet values(
            String name,
            String title,
            Function<JobCounts.Cell, String> by,
            JobCounts counts,
            Asked asked) {
        Map<String, List<JobCounts.Cell>> found = grouped(name, by, counts, asked);
        asked.of(name).forEach(chosen -> found.putIfAbsent(chosen, List.of()));
        List<Value> values =
                found.entrySet().stream()
                        .map(each -> value(name, each.getKey(), each.getValue(), counts, asked))
                        .sorted(
                                Comparator.comparing(Value::chosen)
                                        .thenComparing(Value::jobs)
                                        .reversed()
                                        .thenComparing(Value::value))
                        .toList();
        return new Facet(
                name,
                title,
                values.stream().limit(MOST).toList(),
                Math.max(0, values.size() - MOST));
    }

    private static Map<String, List<JobCounts.Cell>> grouped(
            String name, Function<JobCounts.Cell, String> by, JobCounts counts, Asked asked) {
        Map<String, List<JobCounts.Cell>> found = new HashMap<>();
        for (JobCounts.Cell cell : counts.cells()) {
            if (passes(cell, asked, name)) {
                found.computeIfAbsent(by.apply(cell), _ -> new ArrayList<>()).add(cell);
            }
        }
        return found;
    }

    private static Value value(
            String name, String value, List<JobCounts.Cell> cells, JobCounts counts, Asked asked) {
        List<String> chosen = asked.of(name);
        List<String> next = new ArrayList<>(name.equals("state") ? chosen : List.of());
        if (chosen.contains(value)) {
            next.remove(value);
        } else {
            next.add(value);
        }
        return new Value(
                value,
                cells.stream().mapToLong(JobCounts.Cell::jobs).sum(),
                isCut(cells, counts),
                chosen.contains(value),
                name.equals("state"),
                asked.with(name, next));
    }

    /// What is live is always counted to its end.
    private static boolean isCut(List<JobCounts.Cell> cells, JobCounts counts) {
        return !counts.complete() && cells.stream().anyMatch(cell -> cell.state().isEnded());
    }

    private static boolean passes(JobCounts.Cell cell, Asked asked, String but) {
        return (but.equals("project") || isAny(asked.project(), cell.project()))
                && (but.equals("queue")
                        || but.equals("project")
                        || isAny(asked.queue(), cell.queue()))
                && (but.equals("type") || isAny(asked.type(), cell.type()))
                && (but.equals("state")
                        || asked.states().isEmpty()
                        || asked.states().contains(cell.state()));
    }

    private static boolean isAny(String asked, String value) {
        return asked.isEmpty() || asked.equals(value);
    }
}
