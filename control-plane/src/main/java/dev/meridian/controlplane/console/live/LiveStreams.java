package dev.meridian.controlplane.console.live;

import jakarta.servlet.http.HttpSessionEvent;
import jakarta.servlet.http.HttpSessionListener;
import java.io.IOException;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.context.SmartLifecycle;
import org.springframework.stereotype.Component;
import org.springframework.web.servlet.mvc.method.annotation.SseEmitter;

/// The streams of all open pages, each on a virtual thread of its own; they end with their session,
/// and before the server stops, which would otherwise wait for them.
@Component
class LiveStreams implements SmartLifecycle, HttpSessionListener {
    private static final Logger log = LoggerFactory.getLogger(LiveStreams.class);
    private static final int MOST = 2_000;
    private static final int MOST_OF_A_SESSION = 40;

    private final Map<Thread, String> sessions = new ConcurrentHashMap<>();
    private volatile boolean running;

    boolean hasRoom(String session) {
        return sessions.size() < MOST
                && sessions.values().stream().filter(session::equals).count() < MOST_OF_A_SESSION;
    }

    void start(String session, String name, SseEmitter emitter, LiveStream stream, Follow follow) {
        Thread follower =
                Thread.ofVirtual()
                        .name("live " + name)
                        .unstarted(() -> run(emitter, stream, follow));
        emitter.onCompletion(follower::interrupt);
        emitter.onTimeout(follower::interrupt);
        emitter.onError(_ -> follower.interrupt());
        sessions.put(follower, session);
        follower.start();
    }

    private void run(SseEmitter emitter, LiveStream stream, Follow follow) {
        try {
            emitter.send(SseEmitter.event().comment("here"));
            follow.to(stream);
            emitter.complete();
        } catch (IOException | IllegalStateException | InterruptedException _) {
            // the reader has gone, or the stream is to end
            emitter.complete();
        } catch (RuntimeException e) {
            log.warn("a live page broke off: {}", e.getMessage());
            emitter.complete();
        } finally {
            sessions.remove(Thread.currentThread());
        }
    }

    @Override
    public void sessionDestroyed(HttpSessionEvent event) {
        String gone = event.getSession().getId();
        sessions.forEach((follower, session) -> {
            if (session.equals(gone)) {
                follower.interrupt();
            }
        });
    }

    @Override
    public void start() {
        running = true;
    }

    @Override
    public void stop() {
        running = false;
        sessions.keySet().forEach(Thread::interrupt);
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
