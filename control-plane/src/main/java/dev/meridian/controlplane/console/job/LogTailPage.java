package dev.meridian.controlplane.console.job;

import dev.meridian.controlplane.console.live.Live;
import dev.meridian.controlplane.console.live.LiveStream;
import dev.meridian.controlplane.jobs.JobQueries;
import dev.meridian.controlplane.jobs.model.view.AllocationView;
import dev.meridian.controlplane.telemetry.LogSink;
import dev.meridian.controlplane.telemetry.Logs;
import dev.meridian.controlplane.telemetry.model.LogKey;
import jakarta.servlet.http.HttpServletRequest;
import java.io.IOException;
import java.time.Duration;
import java.util.Map;
import java.util.Optional;
import java.util.UUID;
import org.jspecify.annotations.Nullable;
import org.springframework.http.ResponseEntity;
import org.springframework.stereotype.Controller;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.bind.annotation.RequestHeader;
import org.springframework.web.bind.annotation.RequestParam;
import org.springframework.web.servlet.mvc.method.annotation.SseEmitter;

/// Sends a log as it is written: the event `log` with text and the byte after it, and `over` when
/// the attempt has ended and everything is told.
@Controller
class LogTailPage {
    private static final Duration LOOK = Duration.ofSeconds(1);

    private final LogPage page;
    private final JobQueries jobs;
    private final Logs logs;
    private final Live live;

    LogTailPage(LogPage page, JobQueries jobs, Logs logs, Live live) {
        this.page = page;
        this.jobs = jobs;
        this.logs = logs;
        this.live = live;
    }

    @GetMapping("/jobs/{id}/logs/live")
    ResponseEntity<SseEmitter> follow(
            @PathVariable UUID id,
            @RequestParam(required = false) @Nullable UUID allocation,
            @RequestParam(defaultValue = "stdout") String stream,
            @RequestParam(defaultValue = "0") int attempt,
            @RequestParam(defaultValue = "0") long seen,
            @RequestHeader(name = "Last-Event-ID", required = false) @Nullable String last,
            HttpServletRequest request) {
        AskedLog asked = page.asked(id, allocation, stream, attempt);
        long begin = last != null && last.matches("\\d{1,18}") ? Long.parseLong(last) : seen;
        return live.open(request, out -> tell(asked, Math.max(0, begin), out));
    }

    private void tell(AskedLog asked, long from, LiveStream out)
            throws IOException, InterruptedException {
        Optional<LogKey> key;
        while ((key = key(asked)).isEmpty() && !ended(asked)) {
            out.rest(LOOK);
        }
        long[] told = {from};
        if (key.isPresent()) {
            var text =
                    new LogText(
                            from,
                            (piece, end) -> {
                                told[0] = end;
                                out.send(
                                        "log",
                                        Long.toString(end),
                                        Map.of("text", piece, "end", end));
                            });
            logs.follow(key.get(), from, new WatchedSink(text, out));
        }
        out.send(
                "over",
                Long.toString(told[0]),
                Map.of("attempt", key.map(LogKey::epoch).orElse(0)));
        // a stream that ends is opened again by the browser: it stays, and says nothing
        while (true) {
            out.rest(LOOK);
        }
    }

    /// Ends when the reader has gone or may no more, however little the task says.
    private record WatchedSink(LogText text, LiveStream out) implements LogSink {
        @Override
        public void accept(byte[] piece) throws IOException {
            text.accept(piece);
        }

        @Override
        public void look() throws IOException, InterruptedException {
            out.rest(Duration.ZERO);
        }
    }

    private Optional<LogKey> key(AskedLog asked) {
        return logs.key(asked.allocation().id(), asked.attempt(), asked.stream());
    }

    private boolean ended(AskedLog asked) {
        return jobs.allocation(asked.allocation().id()).map(AllocationView::endedAt).isPresent();
    }
}
