package dev.meridian.controlplane.rest;

import dev.meridian.controlplane.projects.Access;
import java.io.IOException;
import java.time.Clock;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.context.SmartLifecycle;
import org.springframework.http.HttpHeaders;
import org.springframework.http.MediaType;
import org.springframework.http.ResponseEntity;
import org.springframework.stereotype.Component;
import org.springframework.web.servlet.mvc.method.annotation.SseEmitter;

/// The server-sent events that are being followed, each on a virtual thread of its own; ended when
/// their reader's token is, and before the server stops, which would otherwise wait for them.
@Component
class OpenStreams implements SmartLifecycle {

    private static final Logger log = LoggerFactory.getLogger(OpenStreams.class);
    private static final int MOST = 5_000;
    private final Set<Thread> followers = ConcurrentHashMap.newKeySet();
    private final Access access;
    private final Clock clock;
    private volatile boolean running;

    OpenStreams(Access access, Clock clock) {
        this.access = access;
        this.clock = clock;
    }

    /// Sends what there is until nothing more can come; interrupted when the stream is to end.
    @FunctionalInterface
    interface Follow {
        void to(SseEmitter emitter) throws IOException, InterruptedException;
    }

    /// @param name of the thread, for those who look for what hangs
    ResponseEntity<SseEmitter> open(String name, Follow follow) {
        if (followers.size() >= MOST) {
            throw new RefusedRequest(
                    ProblemKind.TOO_MANY, "More than " + MOST + " streams are followed at once.");
        }
        var emitter = new WatchedEmitter(access.standing(), clock);
        Thread follower = Thread.ofVirtual().name(name).unstarted(() -> run(emitter, follow));
        emitter.onCompletion(follower::interrupt);
        emitter.onTimeout(follower::interrupt);
        emitter.onError(_ -> follower.interrupt());
        followers.add(follower);
        follower.start();
        // a proxy that buffers or a cache that keeps would turn a stream into a late lump
        return ResponseEntity.ok()
                .contentType(MediaType.TEXT_EVENT_STREAM)
                .header(HttpHeaders.CACHE_CONTROL, "no-store")
                .header("X-Accel-Buffering", "no")
                .body(emitter);
    }

    private void run(SseEmitter emitter, Follow follow) {
        try {
            follow.to(emitter);
            emitter.send(SseEmitter.event().name("end").data("end"));
            emitter.complete();
        } catch (IOException | IllegalStateException _) {
            // the reader has gone
            emitter.complete();
        } catch (InterruptedException _) {
            emitter.complete();
        } catch (RuntimeException e) {
            log.warn("a stream broke off: {}", e.getMessage());
            emitter.complete();
        } finally {
            followers.remove(Thread.currentThread());
        }
    }

    @Override
    public void start() {
        running = true;
    }

    @Override
    public void stop() {
        running = false;
        followers.forEach(Thread::interrupt);
    }

    @Override
    public boolean isRunning() {
        return running;
    }

    /// First of all to stop.
    @Override
    public int getPhase() {
        return Integer.MAX_VALUE;
    }
}
