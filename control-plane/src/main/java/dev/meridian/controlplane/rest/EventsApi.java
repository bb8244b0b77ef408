package dev.meridian.controlplane.rest;

import dev.meridian.controlplane.jobs.JobQueries;
import dev.meridian.controlplane.jobs.model.JobId;
import dev.meridian.controlplane.jobs.model.view.EventView;
import dev.meridian.controlplane.projects.model.Caller;
import dev.meridian.controlplane.projects.model.Role;
import dev.meridian.controlplane.projects.model.VisibleProjects;
import java.util.List;
import java.util.Set;
import java.util.UUID;
import org.jspecify.annotations.Nullable;
import org.springframework.http.MediaType;
import org.springframework.http.ResponseEntity;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.bind.annotation.RequestHeader;
import org.springframework.web.bind.annotation.RequestMapping;
import org.springframework.web.bind.annotation.RequestParam;
import org.springframework.web.bind.annotation.RestController;
import org.springframework.web.servlet.mvc.method.annotation.SseEmitter;

/// The history of jobs: as a list, or as it happens to those who ask for `text/event-stream`.
@RestController
@RequestMapping("/api/v1")
class EventsApi {

    private static final String LAST_EVENT_ID = "Last-Event-ID";
    private final JobQueries queries;
    private final VisibleJobs visible;
    private final EventFeed feed;

    EventsApi(JobQueries queries, VisibleJobs visible, EventFeed feed) {
        this.queries = queries;
        this.visible = visible;
        this.feed = feed;
    }

    /// Oldest first; the cursor is the id of the last event that was seen.
    @GetMapping(path = "/jobs/{id}/events", produces = MediaType.APPLICATION_JSON_VALUE)
    PageAnswer<EventAnswer> ofJob(
            @PathVariable UUID id,
            @RequestParam(defaultValue = Cursors.USUAL) int limit,
            @RequestParam(required = false) @Nullable String cursor) {
        visible.line(id, Role.VIEWER);
        int most = Cursors.limit(limit);
        return page(queries.events(new JobId(id), Cursors.event("cursor", cursor), most), most);
    }

    /// Ends with the event `end` once the job has ended and everything is told.
    @GetMapping(path = "/jobs/{id}/events", produces = MediaType.TEXT_EVENT_STREAM_VALUE)
    ResponseEntity<SseEmitter> followJob(
            @PathVariable UUID id,
            @RequestParam(required = false) @Nullable String cursor,
            @RequestHeader(name = LAST_EVENT_ID, required = false) @Nullable String lastEventId) {
        visible.line(id, Role.VIEWER);
        return feed.ofJob(new JobId(id), last(cursor, lastEventId));
    }

    /// Of all jobs that the caller may see, oldest first.
    @GetMapping(path = "/events", produces = MediaType.APPLICATION_JSON_VALUE)
    PageAnswer<EventAnswer> ofAll(
            Caller caller,
            @RequestParam(defaultValue = Cursors.USUAL) int limit,
            @RequestParam(required = false) @Nullable String cursor) {
        int most = Cursors.limit(limit);
        long after = Cursors.event("cursor", cursor);
        return switch (caller.visible()) {
            case VisibleProjects.All _ -> page(queries.events(Set.of(), after, most), most);
            case VisibleProjects.Only(Set<String> names) ->
                    page(names.isEmpty() ? List.of() : queries.events(names, after, most), most);
        };
    }

    /// From now on, or from the last event that was seen.
    @GetMapping(path = "/events", produces = MediaType.TEXT_EVENT_STREAM_VALUE)
    ResponseEntity<SseEmitter> followAll(
            Caller caller,
            @RequestParam(required = false) @Nullable String cursor,
            @RequestHeader(name = LAST_EVENT_ID, required = false) @Nullable String lastEventId) {
        long after = last(cursor, lastEventId);
        return feed.ofAll(caller.visible(), after == 0 ? queries.newestEvent().orElse(0) : after);
    }

    private static long last(@Nullable String cursor, @Nullable String lastEventId) {
        return Math.max(Cursors.event("cursor", cursor), Cursors.event(LAST_EVENT_ID, lastEventId));
    }

    private static PageAnswer<EventAnswer> page(List<EventView> events, int limit) {
        boolean more = events.size() == limit;
        return new PageAnswer<>(
                events.stream().map(EventAnswer::of).toList(),
                more ? Long.toString(events.getLast().id()) : null);
    }
}
