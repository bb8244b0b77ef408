package dev.meridian.agent.journal;

import com.google.protobuf.MessageLite;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.channels.FileChannel;
import java.util.zip.CRC32C;

/// The form of a journal: each record is the length of its message, a checksum of what follows, its
/// kind and the message.
final class Records {
    static final byte ASSIGNED = 1;
    static final byte ENDED = 2;
    static final byte FORGOTTEN = 3;
    private static final byte HIGHEST_KIND = 16;
    private static final int HEAD = 9;
    private static final int LARGEST = 4 << 20;

    /// Takes a whole record.
    @FunctionalInterface
    interface Reader {
        /// @return whether the message can be read; what cannot counts as damaged
        boolean read(byte kind, byte[] message);
    }

    /// @param wholeBytes up to the end of the last whole record
    /// @param damagedBytes between whole records: not counting what is torn at the very end
    record Found(int wholeBytes, int damagedBytes, int gaps) {}

    private Records() {}

    /// Reads every whole record, passing over what is damaged: behind it the next place is looked
    /// for where length, checksum and kind agree.
    static Found read(byte[] file, Reader reader) {
        ByteBuffer all = ByteBuffer.wrap(file);
        int whole = 0;
        int damaged = 0;
        int gaps = 0;
        int at = 0;
        while (at + HEAD <= file.length) {
            int end = endOfRecord(all, at);
            if (end > 0 && readOne(all, at, end, reader)) {
                if (at > whole) {
                    damaged += at - whole;
                    gaps++;
                }
                whole = end;
                at = end;
            } else {
                at++;
            }
        }
        return new Found(whole, damaged, gaps);
    }

    /// @return 0 where no record begins
    private static int endOfRecord(ByteBuffer all, int at) {
        int length = all.getInt(at);
        if (length < 0 || length > LARGEST || length > all.limit() - at - HEAD) return 0;
        byte kind = all.get(at + HEAD - 1);
        if (kind < ASSIGNED || kind > HIGHEST_KIND) return 0;
        int end = at + HEAD + length;
        CRC32C sum = new CRC32C();
        sum.update(all.slice(at + HEAD - 1, length + 1));
        return (int) sum.getValue() == all.getInt(at + Integer.BYTES) ? end : 0;
    }

    private static boolean readOne(ByteBuffer all, int at, int end, Reader reader) {
        byte[] message = new byte[end - at - HEAD];
        all.get(at + HEAD, message);
        return reader.read(all.get(at + HEAD - 1), message);
    }

    static void write(FileChannel channel, byte kind, MessageLite message) throws IOException {
        byte[] body = message.toByteArray();
        CRC32C sum = new CRC32C();
        sum.update(kind);
        sum.update(body);
        ByteBuffer record = ByteBuffer.allocate(HEAD + body.length);
        record.putInt(body.length).putInt((int) sum.getValue()).put(kind).put(body).flip();
        while (record.hasRemaining()) channel.write(record);
    }
}
