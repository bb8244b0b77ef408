package dev.meridian.controlplane.jobs.spec;

import java.nio.ByteBuffer;
import java.nio.CharBuffer;
import java.nio.charset.CharsetDecoder;
import java.nio.charset.CoderResult;
import java.nio.charset.CodingErrorAction;
import java.nio.charset.StandardCharsets;

/// Bytes of a request body as text: UTF-8 to the letter, with or without a byte order mark.
public final class Utf8 {

    private static final char BYTE_ORDER_MARK = '\uFEFF';

    private Utf8() {}

    public static String decode(byte[] body) throws UnreadableException {
        CharsetDecoder decoder =
                StandardCharsets.UTF_8
                        .newDecoder()
                        .onMalformedInput(CodingErrorAction.REPORT)
                        .onUnmappableCharacter(CodingErrorAction.REPORT);
        ByteBuffer in = ByteBuffer.wrap(body);
        CharBuffer out = CharBuffer.allocate(body.length);
        CoderResult result = decoder.decode(in, out, true);
        if (result.isError()) {
            throw new UnreadableException(
                    "byte " + in.position() + " of the body is not UTF-8",
                    "send the body in UTF-8");
        }
        out.flip();
        if (out.hasRemaining() && out.get(out.position()) == BYTE_ORDER_MARK) {
            out.position(out.position() + 1);
        }
        return out.toString();
    }
}
