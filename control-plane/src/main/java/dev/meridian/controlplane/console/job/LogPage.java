package dev.meridian.controlplane.console.job;

import dev.meridian.controlplane.console.failing.RefusedPage;
import dev.meridian.controlplane.jobs.JobQueries;
import dev.meridian.controlplane.jobs.model.JobId;
import dev.meridian.controlplane.jobs.model.view.AllocationView;
import dev.meridian.controlplane.jobs.model.view.JobView;
import dev.meridian.controlplane.projects.model.Role;
import dev.meridian.controlplane.telemetry.Logs;
import dev.meridian.controlplane.telemetry.model.LogKey;
import dev.meridian.controlplane.telemetry.model.LogStream;
import java.io.IOException;
import java.util.List;
import java.util.Optional;
import java.util.UUID;
import org.jspecify.annotations.Nullable;
import org.springframework.http.ContentDisposition;
import org.springframework.http.HttpHeaders;
import org.springframework.http.MediaType;
import org.springframework.http.ResponseEntity;
import org.springframework.stereotype.Controller;
import org.springframework.ui.Model;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.bind.annotation.RequestParam;
import org.springframework.web.servlet.mvc.method.annotation.StreamingResponseBody;

/// What the tasks of a job wrote: its last part on the page, the rest as it comes, by search or as
/// a file.
@Controller
class LogPage {
    private static final long TAIL = 64 * 1024;
    private static final int CHOICES = 100;
    private static final int LONGEST_SEARCH = 200;

    private final SeenJobs seen;
    private final JobQueries jobs;
    private final Logs logs;

    LogPage(SeenJobs seen, JobQueries jobs, Logs logs) {
        this.seen = seen;
        this.jobs = jobs;
        this.logs = logs;
    }

    /// @param allocation absent: the first that was placed
    @GetMapping("/jobs/{id}/logs")
    String show(
            @PathVariable UUID id,
            @RequestParam(required = false) @Nullable UUID allocation,
            @RequestParam(defaultValue = "stdout") String stream,
            @RequestParam(defaultValue = "0") int attempt,
            @RequestParam(defaultValue = "") String find,
            Model model)
            throws IOException {
        JobView view = seen.job(id, 1);
        List<AllocationView> choices = jobs.allocations(new JobId(id), null, CHOICES).items();
        model.addAttribute("head", Head.of(view, "Logs"));
        model.addAttribute("choices", choices);
        if (allocation != null || first(choices).isPresent()) {
            show(asked(id, allocation, stream, attempt), find.strip(), model);
        }
        return "job/logs";
    }

    private void show(AskedLog asked, String find, Model model) throws IOException {
        model.addAttribute("asked", asked);
        model.addAttribute("find", find);
        model.addAttribute("file", asked.address("/logs/file", null));
        Optional<LogKey> key = logs.key(asked.allocation().id(), asked.attempt(), asked.stream());
        if (key.isEmpty()) {
            if (asked.attempt() != 0) {
                throw noAttempt(asked);
            }
            model.addAttribute("live", asked.address("/logs/live", 0L));
            return;
        }
        if (!find.isEmpty()) {
            search(key.get(), find, model);
            return;
        }
        long end = logs.end(key.get());
        long from = Math.max(0, end - TAIL);
        StringBuilder tail = new StringBuilder();
        long[] next = {from};
        logs.read(
                key.get(),
                from,
                new LogText(
                        from,
                        (text, position) -> {
                            tail.append(text);
                            next[0] = position;
                        }));
        model.addAttribute("tail", from == 0 ? tail.toString() : fromFirstLine(tail));
        model.addAttribute("before", from);
        model.addAttribute("end", next[0]);
        model.addAttribute("cut", logs.truncated(key.get(), end));
        model.addAttribute("live", asked.address("/logs/live", next[0]));
    }

    private void search(LogKey key, String find, Model model) throws IOException {
        if (find.length() > LONGEST_SEARCH) {
            throw RefusedPage.unreadable(
                    "A search may have at most " + LONGEST_SEARCH + " characters.");
        }
        var search = new LogSearch(find);
        logs.read(key, 0, new LogText(0, search));
        model.addAttribute("found", search.found());
        model.addAttribute("matches", search.matches());
    }

    /// A tail begins in the middle of a line.
    private static String fromFirstLine(StringBuilder tail) {
        int newline = tail.indexOf("\n");
        return newline < 0 ? tail.toString() : tail.substring(newline + 1);
    }

    @GetMapping("/jobs/{id}/logs/file")
    ResponseEntity<StreamingResponseBody> file(
            @PathVariable UUID id,
            @RequestParam UUID allocation,
            @RequestParam(defaultValue = "stdout") String stream,
            @RequestParam(defaultValue = "0") int attempt) {
        AskedLog asked = asked(id, allocation, stream, attempt);
        Optional<LogKey> key = logs.key(asked.allocation().id(), asked.attempt(), asked.stream());
        if (key.isEmpty() && asked.attempt() != 0) {
            throw noAttempt(asked);
        }
        String name =
                asked.allocation().group()
                        + "-"
                        + asked.allocation().index()
                        + "-"
                        + asked.epoch()
                        + "."
                        + stream
                        + ".txt";
        return ResponseEntity.ok()
                .contentType(MediaType.parseMediaType("text/plain;charset=utf-8"))
                .header(
                        HttpHeaders.CONTENT_DISPOSITION,
                        ContentDisposition.attachment().filename(name).build().toString())
                .body(out -> {
                    if (key.isPresent()) {
                        logs.read(key.get(), 0, out::write);
                    }
                });
    }

    private static RefusedPage noAttempt(AskedLog asked) {
        return RefusedPage.notFound("attempt " + asked.attempt() + " of this allocation");
    }

    /// What somebody may see of it, they may follow too.
    ///
    /// @param allocation null: the first that was placed
    AskedLog asked(UUID job, @Nullable UUID allocation, String stream, int attempt) {
        seen.line(job, Role.VIEWER);
        JobId id = new JobId(job);
        AllocationView one =
                allocation == null
                        ? first(jobs.allocations(id, null, CHOICES).items())
                                .orElseThrow(() -> RefusedPage.notFound("log of this job"))
                        : seen.allocation(id, allocation);
        return new AskedLog(one, stream(stream), Math.max(0, attempt));
    }

    private static Optional<AllocationView> first(List<AllocationView> allocations) {
        return allocations.stream().filter(one -> one.epoch() > 0).findFirst();
    }

    private static LogStream stream(String word) {
        try {
            return LogStream.of(word);
        } catch (IllegalArgumentException _) {
            throw RefusedPage.unreadable(
                    "A task has no stream \"" + word + "\"; give stdout or stderr.");
        }
    }
}
