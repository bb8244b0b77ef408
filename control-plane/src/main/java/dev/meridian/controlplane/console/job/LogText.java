package dev.meridian.controlplane.console.job;

import dev.meridian.controlplane.telemetry.LogSink;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.CharBuffer;
import java.nio.charset.CharsetDecoder;
import java.nio.charset.CodingErrorAction;
import java.nio.charset.StandardCharsets;
import java.util.regex.Pattern;

/// Turns the bytes of a log into text for a page, piece by piece: characters that a piece cuts in
/// two wait for the next, what is no UTF-8 becomes a question mark in a lozenge, and colours of
/// terminals are left out.
final class LogText implements LogSink {

    /// Gets each piece of text.
    @FunctionalInterface
    interface Reader {
        /// @param end the byte of the log after it, from which to read on
        void accept(String text, long end) throws IOException;
    }

    private static final Pattern ESCAPES =
            Pattern.compile("\u001b(\\[[0-9;?]*[ -/]*[@-~]|[@-Z\\\\-_])");

    private final CharsetDecoder decoder =
            StandardCharsets.UTF_8
                    .newDecoder()
                    .onMalformedInput(CodingErrorAction.REPLACE)
                    .onUnmappableCharacter(CodingErrorAction.REPLACE);
    private final Reader reader;
    private byte[] rest = new byte[0];
    private long position;

    /// @param from byte of the log at which it begins
    LogText(long from, Reader reader) {
        this.position = from;
        this.reader = reader;
    }

    @Override
    public void accept(byte[] piece) throws IOException {
        ByteBuffer bytes =
                ByteBuffer.allocate(rest.length + piece.length).put(rest).put(piece).flip();
        CharBuffer chars = CharBuffer.allocate(bytes.remaining() + 1);
        decoder.decode(bytes, chars, false);
        position += bytes.position();
        rest = new byte[bytes.remaining()];
        bytes.get(rest);
        String text = plain(chars.flip().toString());
        if (!text.isEmpty()) {
            reader.accept(text, position);
        }
    }

    private static String plain(String text) {
        return ESCAPES.matcher(text).replaceAll("").replace("\r\n", "\n").replace('\r', '\n');
    }
}
