package dev.meridian.controlplane.rest;

import dev.meridian.controlplane.jobs.model.view.AllocationView;
import dev.meridian.controlplane.projects.model.Role;
import dev.meridian.controlplane.telemetry.Logs;
import dev.meridian.controlplane.telemetry.model.LogKey;
import dev.meridian.controlplane.telemetry.model.LogStream;
import java.util.Optional;
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
import org.springframework.web.servlet.mvc.method.annotation.StreamingResponseBody;

/// What tasks wrote: as text, or line by line as it comes.
@RestController
@RequestMapping("/api/v1/allocations/{id}/logs")
class LogsApi {

    private static final MediaType TEXT = MediaType.parseMediaType("text/plain;charset=utf-8");
    private final Logs logs;
    private final LogFeed feed;
    private final VisibleJobs visible;

    LogsApi(Logs logs, LogFeed feed, VisibleJobs visible) {
        this.logs = logs;
        this.feed = feed;
        this.visible = visible;
    }

    /// What is there now, of the newest attempt or of the one that is named.
    @GetMapping(params = "follow!=true", produces = MediaType.TEXT_PLAIN_VALUE)
    ResponseEntity<StreamingResponseBody> read(
            @PathVariable UUID id,
            @RequestParam(defaultValue = "stdout") String stream,
            @RequestParam(defaultValue = "0") int attempt,
            @RequestParam(defaultValue = "0") long offset) {
        AllocationView allocation = visible.allocation(id, Role.VIEWER);
        Optional<LogKey> key = key(allocation, stream, attempt);
        StreamingResponseBody body =
                out -> {
                    if (key.isPresent()) {
                        logs.read(key.get(), Math.max(0, offset), out::write);
                    }
                };
        return ResponseEntity.ok().contentType(TEXT).body(body);
    }

    /// Each line as an event whose id is the byte after it; ends with the event `end`.
    @GetMapping(params = "follow=true", produces = MediaType.TEXT_EVENT_STREAM_VALUE)
    ResponseEntity<SseEmitter> follow(
            @PathVariable UUID id,
            @RequestParam(defaultValue = "stdout") String stream,
            @RequestParam(defaultValue = "0") int attempt,
            @RequestHeader(name = "Last-Event-ID", required = false) @Nullable String lastEventId) {
        AllocationView allocation = visible.allocation(id, Role.VIEWER);
        key(allocation, stream, attempt);
        return feed.of(
                allocation.id(),
                attempt,
                LogStream.of(stream),
                Cursors.event("Last-Event-ID", lastEventId));
    }

    private Optional<LogKey> key(AllocationView allocation, String stream, int attempt) {
        if (!stream.equals("stdout") && !stream.equals("stderr")) {
            throw RefusedRequest.parameter(
                    "stream", "a task has no stream \"" + stream + "\"", "give stdout or stderr");
        }
        Optional<LogKey> key =
                logs.key(allocation.id(), Math.max(0, attempt), LogStream.of(stream));
        if (attempt != 0 && key.isEmpty()) {
            throw RefusedRequest.notFound(
                    "attempt " + attempt + " of allocation " + allocation.id());
        }
        return key;
    }
}
