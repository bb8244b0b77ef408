package dev.meridian.controlplane.console.live;

import java.io.IOException;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.concurrent.Semaphore;
import java.util.concurrent.TimeUnit;
import java.util.function.BooleanSupplier;
import org.springframework.http.MediaType;
import org.springframework.web.servlet.mvc.method.annotation.SseEmitter;

/// The stream of one open page.
public final class LiveStream {
    /// A reader that has gone is noticed only by writing to it.
    private static final Duration SIGN_OF_LIFE = Duration.ofSeconds(15);

    private static final Duration LOOK_AT_READER = Duration.ofSeconds(5);

    private final SseEmitter emitter;
    private final BooleanSupplier readerMay;
    private final Clock clock;
    private Instant lookedAtReader;
    private final Semaphore bell = new Semaphore(0);
    private Instant said;

    /// @param readerMay whether whoever opened it may still read it
    LiveStream(SseEmitter emitter, BooleanSupplier readerMay, Clock clock) {
        this.emitter = emitter;
        this.readerMay = readerMay;
        this.clock = clock;
        this.lookedAtReader = clock.instant();
        this.said = lookedAtReader;
    }

    /// @param id what the browser gives back as `Last-Event-ID` when it comes again
    /// @param data becomes JSON
    public void send(String name, String id, Object data) throws IOException {
        emitter.send(SseEmitter.event().name(name).id(id).data(data, MediaType.APPLICATION_JSON));
        said = clock.instant();
    }

    /// Wakes the stream from its rest: there may be something to send.
    public void wake() {
        bell.release();
    }

    /// Until somebody wakes it, or for so long; not at all for zero, which only looks at the
    /// reader.
    ///
    /// @throws InterruptedException when the stream is to end: its reader has gone, or may no more
    public void rest(Duration atMost) throws IOException, InterruptedException {
        Instant now = clock.instant();
        if (now.isAfter(lookedAtReader.plus(LOOK_AT_READER))) {
            lookedAtReader = now;
            if (!readerMay.getAsBoolean()) {
                throw new InterruptedException("the reader may no more");
            }
        }
        if (bell.tryAcquire(atMost.toMillis(), TimeUnit.MILLISECONDS)) {
            bell.drainPermits();
        }
        if (!clock.instant().isBefore(said.plus(SIGN_OF_LIFE))) {
            emitter.send(SseEmitter.event().comment("here"));
            said = clock.instant();
        }
    }
}
