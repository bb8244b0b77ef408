package dev.meridian.controlplane.telemetry.store;

import dev.meridian.controlplane.telemetry.model.Reading;
import java.io.ByteArrayOutputStream;
import java.io.DataOutputStream;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.util.UUID;

/// Rows of samples as COPY's binary format wants them: the database then parses no text.
final class CopyRows {
    static final String COPY =
            "copy samples (at, node_id, allocation_id, layout, readings) from stdin with (format binary)";

    private static final byte[] SIGNATURE =
            "PGCOPY\n\377\r\n\0".getBytes(StandardCharsets.ISO_8859_1);
    private static final int COLUMNS = 5;
    private static final int OID_OF_REAL = 700;
    private static final int ABOUT = 200;
    private static final long EPOCH_SECONDS =
            Instant.parse("2000-01-01T00:00:00Z").getEpochSecond();
    private static final long MICROS = 1_000_000;

    private final ByteArrayOutputStream bytes;
    private final DataOutputStream out;

    CopyRows(int rows) {
        bytes = new ByteArrayOutputStream(rows * ABOUT);
        out = new DataOutputStream(bytes);
        write(() -> {
            out.write(SIGNATURE);
            out.writeInt(0);
            out.writeInt(0);
        });
    }

    void add(Reading reading, int layout) {
        write(() -> {
            out.writeShort(COLUMNS);
            out.writeInt(Long.BYTES);
            Instant at = reading.at();
            out.writeLong((at.getEpochSecond() - EPOCH_SECONDS) * MICROS + at.getNano() / 1000);
            uuid(reading.node().value());
            if (reading.allocation() == null) out.writeInt(-1);
            else uuid(reading.allocation().value());
            out.writeInt(Integer.BYTES);
            out.writeInt(layout);
            reals(reading.values());
        });
    }

    /// Nothing may be added after this.
    byte[] end() {
        write(() -> out.writeShort(-1));
        return bytes.toByteArray();
    }

    private void uuid(UUID id) throws IOException {
        out.writeInt(2 * Long.BYTES);
        out.writeLong(id.getMostSignificantBits());
        out.writeLong(id.getLeastSignificantBits());
    }

    /// One dimension from 1 on, no nulls.
    private void reals(float[] values) throws IOException {
        out.writeInt(5 * Integer.BYTES + values.length * 2 * Integer.BYTES);
        out.writeInt(1);
        out.writeInt(0);
        out.writeInt(OID_OF_REAL);
        out.writeInt(values.length);
        out.writeInt(1);
        for (float value : values) {
            out.writeInt(Float.BYTES);
            out.writeFloat(value);
        }
    }

    private interface Writing {
        void run() throws IOException;
    }

    private static void write(Writing writing) {
        try {
            writing.run();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}
