package dev.meridian.controlplane.jobs.model;

/// By which a submission that is sent again is known.
///
/// @param principal who used it: keys of two callers never meet
/// @param key 1 to 255 characters
/// @param bodySha256 of the request's body, hex: the same key with another body is a mistake
public record IdempotencyKey(String principal, String key, String bodySha256) {
    public IdempotencyKey {
        if (key.isEmpty() || key.length() > 255) {
            throw new IllegalArgumentException(
                    "an idempotency key has 1 to 255 characters, not " + key.length());
        }
        if (!bodySha256.matches("[0-9a-f]{64}")) {
            throw new IllegalArgumentException("not a SHA-256 in hex: " + bodySha256);
        }
    }
}
