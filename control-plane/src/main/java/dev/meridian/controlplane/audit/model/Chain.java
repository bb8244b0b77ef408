package dev.meridian.controlplane.audit.model;

import static java.nio.charset.StandardCharsets.UTF_8;

import java.nio.ByteBuffer;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.time.Instant;
import java.time.temporal.ChronoUnit;

/// How an entry's hash is made: SHA-256 over the hash before it and all fields, each with its
/// length in front.
public final class Chain {
    private static final int HASH_BYTES = 32;

    private Chain() {}

    /// What the first entry follows.
    public static byte[] start() {
        return new byte[HASH_BYTES];
    }

    public static byte[] hash(byte[] previous, AuditEntry entry) {
        MessageDigest digest = sha256();
        digest.update(previous);
        digest.update(number(entry.seq()));
        digest.update(number(ChronoUnit.MICROS.between(Instant.EPOCH, entry.at())));
        for (String field :
                new String[] {
                    entry.actor(), entry.source(), entry.action(), entry.object(), entry.detail()
                }) {
            byte[] bytes = field.getBytes(UTF_8);
            // lengths, so that no text can move from one field into the next unseen
            digest.update(number(bytes.length));
            digest.update(bytes);
        }
        return digest.digest();
    }

    private static byte[] number(long value) {
        return ByteBuffer.allocate(Long.BYTES).putLong(value).array();
    }

    private static MessageDigest sha256() {
        try {
            return MessageDigest.getInstance("SHA-256");
        } catch (NoSuchAlgorithmException e) {
            throw new IllegalStateException("every JDK has SHA-256", e);
        }
    }
}
