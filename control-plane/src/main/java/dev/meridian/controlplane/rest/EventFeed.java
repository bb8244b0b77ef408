package dev.meridian.controlplane.rest;

import dev.meridian.controlplane.jobs.JobQueries;
import dev.meridian.controlplane.jobs.JobSignals;
import dev.meridian.controlplane.jobs.model.JobId;
import dev.meridian.controlplane.jobs.model.view.EventView;
import dev.meridian.controlplane.jobs.model.view.JobLine;
import dev.meridian.controlplane.projects.model.VisibleProjects;
import java.io.IOException;
import java.time.Duration;
import java.util.List;
import java.util.Set;
import java.util.concurrent.Semaphore;
import java.util.concurrent.TimeUnit;
import java.util.function.BooleanSupplier;
import java.util.function.LongFunction;
import org.springframework.http.ResponseEntity;
import org.springframework.stereotype.Component;
import org.springframework.web.servlet.mvc.method.annotation.SseEmitter;

/// Follows the history: woken by this replica's own events, and looking by itself for those of
/// others.
@Component
class EventFeed {

    private static final int AT_ONCE = 500;
    private static final Duration POLL = Duration.ofSeconds(1);

    /// A silent reader that has gone is noticed only by writing to it.
    private static final int POLLS_TO_SIGN_OF_LIFE = 15;

    private final JobQueries queries;
    private final JobSignals signals;
    private final OpenStreams streams;

    EventFeed(JobQueries queries, JobSignals signals, OpenStreams streams) {
        this.queries = queries;
        this.signals = signals;
        this.streams = streams;
    }

    ResponseEntity<SseEmitter> ofJob(JobId job, long after) {
        return streams.open(
                "events of job " + job,
                emitter ->
                        follow(
                                emitter,
                                after,
                                id -> queries.events(job, id, AT_ONCE),
                                () -> ended(job)));
    }

    ResponseEntity<SseEmitter> ofAll(VisibleProjects visible, long after) {
        LongFunction<List<EventView>> read =
                switch (visible) {
                    case VisibleProjects.All _ -> id -> queries.events(Set.of(), id, AT_ONCE);
                    case VisibleProjects.Only(Set<String> names) when names.isEmpty() ->
                            _ -> List.of();
                    case VisibleProjects.Only(Set<String> names) ->
                            id -> queries.events(names, id, AT_ONCE);
                };
        return streams.open("events", emitter -> follow(emitter, after, read, () -> false));
    }

    private boolean ended(JobId job) {
        JobLine line = queries.lines(List.of(job)).get(job);
        return line == null || line.state().isEnded();
    }

    private void follow(
            SseEmitter emitter, long from, LongFunction<List<EventView>> read, BooleanSupplier over)
            throws IOException, InterruptedException {
        var bell = new Semaphore(0);
        Runnable ring = bell::release;
        signals.onEvents(ring);
        try {
            emitter.send(SseEmitter.event().comment("here"));
            long last = from;
            int quiet = 0;
            while (true) {
                // asked before reading: what was told until then is read below
                boolean end = over.getAsBoolean();
                List<EventView> events = read.apply(last);
                for (EventView event : events) {
                    emitter.send(
                            SseEmitter.event()
                                    .id(Long.toString(event.id()))
                                    .name(event.kind())
                                    .data(EventAnswer.of(event)));
                    last = event.id();
                }
                if (end && events.isEmpty()) {
                    return;
                }
                if (events.isEmpty()) {
                    quiet = bell.tryAcquire(POLL.toMillis(), TimeUnit.MILLISECONDS) ? 0 : quiet + 1;
                    bell.drainPermits();
                }
                if (quiet >= POLLS_TO_SIGN_OF_LIFE) {
                    emitter.send(SseEmitter.event().comment("still here"));
                    quiet = 0;
                }
            }
        } finally {
            signals.forgetEvents(ring);
        }
    }
}
