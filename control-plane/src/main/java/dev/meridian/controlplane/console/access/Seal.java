package dev.meridian.controlplane.console.access;

import java.nio.charset.StandardCharsets;
import java.security.GeneralSecurityException;
import java.security.MessageDigest;
import java.security.SecureRandom;
import java.util.Arrays;
import java.util.Base64;
import java.util.Optional;
import javax.crypto.Cipher;
import javax.crypto.spec.GCMParameterSpec;
import javax.crypto.spec.SecretKeySpec;

/// Texts that only the owner of a session can read or make (AES-256 in GCM, under a key that comes
/// from the session's secret).
///
/// @param key 256 bits
record Seal(SecretKeySpec key) {
    private static final int NONCE = 12;
    private static final int TAG_BITS = 128;

    /// @param secret of the session
    static Seal of(String secret) {
        try {
            byte[] key =
                    MessageDigest.getInstance("SHA-256")
                            .digest(("notes of " + secret).getBytes(StandardCharsets.UTF_8));
            return new Seal(new SecretKeySpec(key, "AES"));
        } catch (GeneralSecurityException e) {
            throw new IllegalStateException("every JDK has SHA-256", e);
        }
    }

    String close(byte[] text, SecureRandom random) {
        byte[] nonce = new byte[NONCE];
        random.nextBytes(nonce);
        try {
            byte[] closed = cipher(Cipher.ENCRYPT_MODE, nonce).doFinal(text);
            byte[] both = Arrays.copyOf(nonce, NONCE + closed.length);
            System.arraycopy(closed, 0, both, NONCE, closed.length);
            return Base64.getUrlEncoder().withoutPadding().encodeToString(both);
        } catch (GeneralSecurityException e) {
            throw new IllegalStateException("every JDK has AES in GCM", e);
        }
    }

    /// Empty for what was closed with another seal, or was changed since.
    Optional<byte[]> open(String closed) {
        try {
            byte[] both = Base64.getUrlDecoder().decode(closed);
            if (both.length < NONCE) {
                return Optional.empty();
            }
            return Optional.of(
                    cipher(Cipher.DECRYPT_MODE, Arrays.copyOf(both, NONCE))
                            .doFinal(both, NONCE, both.length - NONCE));
        } catch (GeneralSecurityException | IllegalArgumentException _) {
            return Optional.empty();
        }
    }

    private Cipher cipher(int mode, byte[] nonce) throws GeneralSecurityException {
        Cipher cipher = Cipher.getInstance("AES/GCM/NoPadding");
        cipher.init(mode, key, new GCMParameterSpec(TAG_BITS, nonce));
        return cipher;
    }
}
