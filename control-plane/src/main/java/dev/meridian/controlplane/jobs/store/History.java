package dev.meridian.controlplane.jobs.store;

import dev.meridian.controlplane.fleet.model.NodeId;
import dev.meridian.controlplane.jobs.model.Copy;
import dev.meridian.controlplane.jobs.model.Effect;
import dev.meridian.controlplane.jobs.model.JobState;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Collection;
import java.util.HashMap;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Objects;
import java.util.Set;
import java.util.UUID;
import org.jspecify.annotations.Nullable;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Component;

/// Tells what a transaction did, in sentences that a person can read without knowing ids.
@Component
class History {
    /// Of one kind, by allocations without a copy: beyond that, one line for all of them.
    private static final int LINES_FOR_EACH = 10;

    private final JdbcClient sql;

    History(JdbcClient sql) {
        this.sql = sql;
    }

    private record Line(Tracked of, Effect.Record told) {}

    private record Alike(TrackedJob job, String kind) {}

    List<EventRow> of(List<Tracked> moved, List<TrackedJob> jobs, Instant now) {
        List<Line> lines = new ArrayList<>();
        Map<Alike, Integer> counts = new LinkedHashMap<>();
        for (Tracked each : moved) {
            for (Effect effect : each.effects()) {
                if (effect instanceof Effect.Record told) {
                    lines.add(new Line(each, told));
                    if (told.copy() == null) {
                        counts.merge(new Alike(each.job(), told.kind()), 1, Integer::sum);
                    }
                }
            }
        }
        Map<NodeId, String> names = names(lines);
        List<EventRow> events = new ArrayList<>();
        jobs.forEach(job ->
                job.notes()
                        .forEach(
                                note -> events.add(ofJob(job, now, note.kind(), note.sentence()))));
        Set<Alike> summedUp = new HashSet<>();
        for (Line line : lines) {
            Alike alike = new Alike(line.of().job(), line.told().kind());
            int count = line.told().copy() == null ? Objects.requireNonNull(counts.get(alike)) : 1;
            if (count <= LINES_FOR_EACH) {
                events.add(ofOne(line, names));
            } else if (summedUp.add(alike)) {
                events.add(
                        ofJob(
                                alike.job(),
                                line.told().at(),
                                alike.kind(),
                                "each of %d allocations %s"
                                        .formatted(count, line.told().sentence())));
            }
        }
        jobs.stream()
                .filter(job -> job.state() != job.stateBefore())
                .forEach(job -> events.add(ofJob(job, now, "JOB_" + job.state(), sentence(job))));
        return events;
    }

    private static EventRow ofOne(Line line, Map<NodeId, String> names) {
        Tracked one = line.of();
        @Nullable Copy copy = line.told().copy();
        String where =
                copy == null
                        ? ""
                        : " (epoch %d on %s)"
                                .formatted(
                                        copy.epoch(),
                                        names.getOrDefault(copy.node(), "a node that is gone"));
        return new EventRow(
                line.told().at(),
                line.told().kind(),
                one.job().project(),
                one.job().id(),
                one.id(),
                copy == null ? null : copy.node(),
                copy == null ? null : copy.epoch(),
                one.name() + " " + line.told().sentence() + where);
    }

    private static EventRow ofJob(TrackedJob job, Instant at, String kind, String sentence) {
        return new EventRow(at, kind, job.project(), job.id(), null, null, null, sentence);
    }

    private static String sentence(TrackedJob job) {
        return switch (job.state()) {
            case QUEUED -> "the job waits for nodes";
            case RUNNING -> "the job runs";
            case SUSPENDED -> "the job is held back until it is resumed";
            case SUCCEEDED, FAILED, CANCELLED -> ended(job);
        };
    }

    private static String ended(TrackedJob job) {
        @Nullable Instant from = job.startedAt();
        @Nullable Instant to = job.endedAt();
        String verb =
                job.state() == JobState.CANCELLED
                        ? "was cancelled"
                        : job.state().name().toLowerCase(Locale.ROOT);
        return from == null || to == null || to.isBefore(from)
                ? "the job " + verb
                : "the job %s, %d s after its first start"
                        .formatted(verb, Duration.between(from, to).toSeconds());
    }

    private Map<NodeId, String> names(Collection<Line> lines) {
        Set<NodeId> nodes = new HashSet<>();
        for (Line line : lines) {
            @Nullable Copy copy = line.told().copy();
            if (copy != null) {
                nodes.add(copy.node());
            }
        }
        Map<NodeId, String> names = new HashMap<>();
        if (!nodes.isEmpty()) {
            sql.sql("select id, name from nodes where id = any(cast(:ids as uuid[]))")
                    .param("ids", MovingRows.texts(nodes))
                    .query(row -> {
                        names.put(new NodeId(row.getObject(1, UUID.class)), row.getString(2));
                    });
        }
        return names;
    }
}
