package dev.meridian.controlplane.console.live;

import dev.meridian.controlplane.console.access.SessionCookie;
import dev.meridian.controlplane.console.failing.Refusal;
import dev.meridian.controlplane.console.failing.RefusedPage;
import dev.meridian.controlplane.projects.Access;
import dev.meridian.controlplane.projects.Sessions;
import dev.meridian.controlplane.projects.Users;
import dev.meridian.controlplane.projects.model.Caller;
import jakarta.servlet.http.HttpServletRequest;
import java.time.Clock;
import java.time.Duration;
import java.util.Set;
import java.util.TreeSet;
import java.util.function.Supplier;
import org.springframework.http.HttpHeaders;
import org.springframework.http.HttpStatus;
import org.springframework.http.MediaType;
import org.springframework.http.ResponseEntity;
import org.springframework.stereotype.Component;
import org.springframework.ui.Model;
import org.springframework.web.servlet.mvc.method.annotation.SseEmitter;
import org.springframework.web.util.UriComponentsBuilder;

/// Opens the one stream of a page.
///
/// A stream does not carry what the page shows: it names the parts that changed, and the browser
/// asks for those again, at the page's own address and with its filters. So there is one way to
/// make a part, and one place that says who may see it.
@Component
public class Live {
    private static final Duration LOOK = Duration.ofSeconds(1);
    private static final long NEVER = 0;

    private final LiveStreams streams;
    private final Sessions sessions;
    private final Users users;
    private final Access access;
    private final Clock clock;

    Live(LiveStreams streams, Sessions sessions, Users users, Access access, Clock clock) {
        this.streams = streams;
        this.sessions = sessions;
        this.users = users;
        this.access = access;
        this.clock = clock;
    }

    /// Called by the page before it reads anything else: the browser will follow `path` from here.
    public void follow(Model model, HttpServletRequest request, String path, Marks marks) {
        model.addAttribute(
                "live",
                UriComponentsBuilder.fromPath(path)
                        .query(request.getQueryString())
                        .replaceQueryParam("seen")
                        .queryParam("seen", marks.toString())
                        .build()
                        .toUriString());
    }

    /// Tells which parts changed, until the reader or the session has gone.
    ///
    /// @param look what the page looks like now; asked each second on a thread of its own, without
    ///   the request: take out of it what you need before
    public ResponseEntity<SseEmitter> changes(HttpServletRequest request, Supplier<Marks> look) {
        String before = request.getHeader("Last-Event-ID");
        String seen = before == null ? request.getParameter("seen") : before;
        Marks known = seen == null ? Marks.none() : Marks.parsed(seen);
        return open(
                request,
                stream -> {
                    Marks last = known;
                    while (true) {
                        Marks now = look.get();
                        Set<String> changed = now.changedSince(last);
                        if (!changed.isEmpty()) {
                            stream.send("changed", now.toString(), new TreeSet<>(changed));
                            last = now;
                        }
                        stream.rest(LOOK);
                    }
                });
    }

    /// For pages that send something else: what `follow` sends under a name, a script of the page
    /// gets as the event `live:NAME` of its body.
    public ResponseEntity<SseEmitter> open(HttpServletRequest request, Follow follow) {
        String session = SessionCookie.session().orElseThrow(Live::tooMany);
        var emitter = new SseEmitter(NEVER);
        Caller reader = access.caller();
        var stream =
                new LiveStream(
                        emitter, () -> sessions.isOpen(session) && isAsBefore(reader), clock);
        if (!streams.start(session, request.getRequestURI(), emitter, stream, follow)) {
            throw tooMany();
        }
        // a proxy that buffers or a cache that keeps would turn a stream into a late lump
        return ResponseEntity.ok()
                .contentType(MediaType.TEXT_EVENT_STREAM)
                .header(HttpHeaders.CACHE_CONTROL, "no-store")
                .header("X-Accel-Buffering", "no")
                .body(emitter);
    }

    private static RefusedPage tooMany() {
        return new RefusedPage(
                new Refusal(
                        HttpStatus.TOO_MANY_REQUESTS,
                        "Too many at once",
                        "Too many pages are open and live."));
    }

    /// Whoever may more or less than before opens the stream anew, and is asked at the door.
    private boolean isAsBefore(Caller reader) {
        return users.standing(reader.userId())
                .filter(now -> now.user().grants().equals(reader.grants()))
                .isPresent();
    }
}
