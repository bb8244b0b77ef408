package dev.meridian.controlplane.rest;

import dev.meridian.controlplane.telemetry.LogSink;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import org.springframework.web.servlet.mvc.method.annotation.SseEmitter;

/// Cuts a stream of bytes into lines and sends each as an event.
///
/// The id of an event is the byte of the log after its line, from which a reader who lost the
/// connection goes on. Carriage returns end lines too, for progress bars would otherwise never show
/// and would break the event.
final class LogLines implements LogSink {

    private static final int LONGEST_LINE = 64 * 1024;

    /// Every fifteen seconds: they come twice a second, oftener while the task writes.
    private static final int LOOKS_TO_SIGN_OF_LIFE = 30;

    private final SseEmitter emitter;
    private final ByteArrayOutputStream line = new ByteArrayOutputStream();
    private long position;
    private boolean afterReturn;
    private int looks;

    LogLines(SseEmitter emitter, long from) {
        this.emitter = emitter;
        this.position = from;
    }

    @Override
    public void accept(byte[] piece) throws IOException {
        for (byte one : piece) {
            position++;
            boolean returned = afterReturn;
            afterReturn = one == '\r';
            if (one == '\n' && returned) {
                continue;
            }
            if (one == '\n' || one == '\r') {
                send(position);
            } else {
                if (line.size() >= LONGEST_LINE && (one & 0xC0) != 0x80) {
                    send(position - 1);
                }
                line.write(one);
            }
        }
    }

    @Override
    public void look() throws IOException {
        if (++looks >= LOOKS_TO_SIGN_OF_LIFE) {
            emitter.send(SseEmitter.event().comment("still here"));
            looks = 0;
        }
    }

    /// Sends what has no end of line.
    void finish() throws IOException {
        if (line.size() > 0) {
            send(position);
        }
    }

    /// A reader takes one space away after the colon; the log's own spaces stay.
    private void send(long after) throws IOException {
        looks = 0;
        emitter.send(
                SseEmitter.event()
                        .id(Long.toString(after))
                        .data(" " + line.toString(StandardCharsets.UTF_8)));
        line.reset();
    }
}
