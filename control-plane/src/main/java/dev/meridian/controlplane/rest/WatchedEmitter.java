package dev.meridian.controlplane.rest;

import java.io.IOException;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.function.BooleanSupplier;
import org.springframework.web.servlet.mvc.method.annotation.SseEmitter;

/// A stream that sends nothing more to a reader who would not be let in any more. Each stream gives
/// signs of life, so that it also ends where there is nothing to send.
final class WatchedEmitter extends SseEmitter {
    private static final Duration LOOK_AT_READER = Duration.ofSeconds(5);
    private static final long NEVER = 0;

    private final BooleanSupplier readerMay;
    private final Clock clock;
    private Instant lookedAtReader;

    WatchedEmitter(BooleanSupplier readerMay, Clock clock) {
        super(NEVER);
        this.readerMay = readerMay;
        this.clock = clock;
        this.lookedAtReader = clock.instant();
    }

    /// @throws IOException also when the reader may no more
    @Override
    public void send(SseEventBuilder event) throws IOException {
        Instant now = clock.instant();
        if (!now.isBefore(lookedAtReader.plus(LOOK_AT_READER))) {
            if (!readerMay.getAsBoolean()) {
                throw new IOException("the reader may no more");
            }
            lookedAtReader = now;
        }
        super.send(event);
    }
}
