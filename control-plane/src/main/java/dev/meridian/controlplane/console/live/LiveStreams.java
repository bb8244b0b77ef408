package dev.meridian.controlplane.console.live;

import dev.meridian.controlplane.console.access.SessionEnded;
import java.io.IOException;
import java.util.Comparator;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.Semaphore;
import java.util.concurrent.atomic.AtomicLong;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.context.SmartLifecycle;
import org.springframework.context.event.EventListener;
import org.springframework.stereotype.Component;
import org.springframework.web.servlet.mvc.method.annotation.SseEmitter;

/// The streams of all open pages, each on a virtual thread of its own; they end with their session,
/// and before the server stops, which would otherwise wait for them.
///
/// That a reader has gone to another page shows only when something is written to them. So the
/// newest stream of a session is never refused: the oldest, whose reader has most likely gone, ends
/// for it, and a browser that still shows that page opens it again by itself.
@Component
class LiveStreams implements SmartLifecycle {
    private static final Logger log = LoggerFactory.getLogger(LiveStreams.class);
    private static final int MOST = 2_000;
    private static final int MOST_OF_A_SESSION = 40;

    private final Map<Thread, Reading> streams = new ConcurrentHashMap<>();
    private final Semaphore room = new Semaphore(MOST);
    private final AtomicLong opened = new AtomicLong();
    private volatile boolean running;

    /// @param number later streams have higher ones
    private record Reading(String session, long number) {}

    /// @return false: as many as there may be are open, and nothing was begun
    boolean start(
            String session, String name, SseEmitter emitter, LiveStream stream, Follow follow) {
        if (!room.tryAcquire()) {
            return false;
        }
        Thread follower =
                Thread.ofVirtual()
                        .name("live " + name)
                        .unstarted(() -> run(emitter, stream, follow));
        emitter.onCompletion(follower::interrupt);
        emitter.onTimeout(follower::interrupt);
        emitter.onError(_ -> follower.interrupt());
        endOldest(session);
        streams.put(follower, new Reading(session, opened.incrementAndGet()));
        follower.start();
        return true;
    }

    private void endOldest(String session) {
        streams.entrySet().stream()
                .filter(stream -> stream.getValue().session.equals(session))
                .sorted(Comparator.comparingLong(stream -> -stream.getValue().number))
                .skip(MOST_OF_A_SESSION - 1)
                .forEach(stream -> stream.getKey().interrupt());
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
            streams.remove(Thread.currentThread());
            room.release();
        }
    }

    /// By another replica's order they end when they next look at their reader.
    @EventListener
    void end(SessionEnded event) {
        streams.forEach((follower, reading) -> {
            if (reading.session.equals(event.session())) {
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
        streams.keySet().forEach(Thread::interrupt);
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
