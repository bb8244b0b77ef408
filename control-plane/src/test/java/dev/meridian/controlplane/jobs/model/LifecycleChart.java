package dev.meridian.controlplane.jobs.model;

import dev.meridian.controlplane.jobs.model.AllocationState.Kind;
import dev.meridian.controlplane.jobs.model.LifecycleTable.Cell;
import dev.meridian.controlplane.jobs.model.LifecycleTable.Impossible;
import dev.meridian.controlplane.jobs.model.LifecycleTable.Moves;
import dev.meridian.controlplane.jobs.model.LifecycleTable.Notes;
import dev.meridian.controlplane.jobs.model.LifecycleTable.Stays;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.stream.Collectors;

/// Draws the lifecycle from its table, for docs/reference/allocation-states.md.
final class LifecycleChart {
    private static final String HEAD =
            """
            <!-- Made from AllocationLifecycle by its test; do not edit. -->
            # States of an allocation

            An allocation is one instance of a task group and keeps its id for life; each placement of it is an attempt with
            an epoch of its own. The chart and the table below are drawn from the table that the control plane runs by
            (`jobs/model/AllocationLifecycle`).

            An attempt can also end as `LOST`, `FENCED` or `PREEMPTED`: those end the attempt only, and the allocation is
            `PENDING` again.

            While it is moved off a node that is drained, an allocation is where its next copy is, and the copy before departs:
            that attempt stays open beside the newest one, may be told to stop by itself, and is closed by its own agent's word.
            A service's departing copy serves until the next one has run for a while; of all other work the next copy is begun
            only after the departing one has ended. A departing copy that succeeds ends the allocation.

            """;
    private static final String RULES =
            """

            ## Every state against every event

            - an arrow: it moves to that state, or to one of them
            - *noted*: the state stays; what was ordered stands in it until the agent has reported
            - –: nothing changes, for it is known already or overtaken
            - ✗: it cannot be; where an agent says it, the copy it speaks of is told to stop

            A report of another epoch than the newest is always ✗, unless it is about a copy that departs.

            """;

    private LifecycleChart() {}

    static String draw() {
        return HEAD + mermaid() + RULES + matrix() + reasons();
    }

    private static String mermaid() {
        Map<String, List<String>> arrows = new LinkedHashMap<>();
        for (Kind from : Kind.values()) {
            for (var event : LifecycleTable.events()) {
                if (AllocationLifecycle.TABLE.cell(States.type(from), event)
                        instanceof Moves moves) {
                    for (Kind to : moves.targets()) {
                        arrows.computeIfAbsent(from + " --> " + to, _ -> new ArrayList<>())
                                .add(moves.label());
                    }
                }
            }
        }
        String lines =
                arrows.entrySet().stream()
                        .map(arrow ->
                                "    "
                                        + arrow.getKey()
                                        + ": "
                                        + String.join(", ", arrow.getValue())
                                        + "\n")
                        .collect(Collectors.joining());
        return "```mermaid\nstateDiagram-v2\n    [*] --> PENDING: submitted\n"
                + lines
                + "    SUCCEEDED --> [*]\n```\n";
    }

    private static String matrix() {
        StringBuilder table = new StringBuilder("| event |");
        StringBuilder rule = new StringBuilder("|---|");
        for (Kind kind : Kind.values()) {
            table.append(" ").append(kind).append(" |");
            rule.append("---|");
        }
        table.append("\n").append(rule).append("\n");
        for (var event : LifecycleTable.events()) {
            table.append("| ")
                    .append(
                            AllocationLifecycle.TABLE
                                    .cell(AllocationState.Pending.class, event)
                                    .label())
                    .append(" |");
            for (Kind kind : Kind.values()) {
                table.append(" ")
                        .append(shown(AllocationLifecycle.TABLE.cell(States.type(kind), event)))
                        .append(" |");
            }
            table.append("\n");
        }
        return table.toString();
    }

    private static String shown(Cell cell) {
        return switch (cell) {
            case Moves moves ->
                    "→ "
                            + moves.targets().stream()
                                    .map(Kind::name)
                                    .collect(Collectors.joining(", "));
            case Notes _ -> "*noted*";
            case Stays _ -> "–";
            case Impossible _ -> "✗";
        };
    }

    private static String reasons() {
        StringBuilder list = new StringBuilder("\n## What cannot be, and why\n\n");
        for (var event : LifecycleTable.events()) {
            for (Kind kind : Kind.values()) {
                if (AllocationLifecycle.TABLE.cell(States.type(kind), event)
                        instanceof Impossible no) {
                    list.append("- *%s* in `%s`: %s\n".formatted(no.label(), kind, no.why()));
                }
            }
        }
        return list.toString();
    }
}
