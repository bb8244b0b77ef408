package dev.meridian.controlplane.replicas;

import static java.nio.charset.StandardCharsets.UTF_8;

import dev.meridian.controlplane.kernel.CannotStart;
import dev.meridian.controlplane.kernel.Home;
import java.security.GeneralSecurityException;
import java.security.SecureRandom;
import java.util.Arrays;
import java.util.Base64;
import java.util.Optional;
import javax.crypto.Cipher;
import javax.crypto.SecretKey;
import javax.crypto.spec.GCMParameterSpec;
import javax.crypto.spec.SecretKeySpec;
import org.jspecify.annotations.Nullable;
import org.springframework.beans.factory.annotation.Value;
import org.springframework.stereotype.Component;

/// The key under which the database keeps what its backups must not tell: given as
/// `meridian.secret-key`, or else in a file of the home, made at the first start.
@Component
public class InstallationKey {
    static final String FILE = "secret-key";
    private static final int KEY_BYTES = 32;
    private static final int NONCE_BYTES = 12;
    private static final int TAG_BITS = 128;
    private static final String CIPHER = "AES/GCM/NoPadding";

    private final Home home;
    private final SecureRandom random;
    private final String given;

    InstallationKey(
            Home home, SecureRandom random, @Value("${meridian.secret-key:}") String given) {
        this.home = home;
        this.random = random;
        this.given = given.strip();
    }

    /// @param name of what is sealed; it can be opened under no other
    /// @return nonce and cipher text
    public byte[] seal(String name, byte[] plain) {
        byte[] nonce = new byte[NONCE_BYTES];
        random.nextBytes(nonce);
        SecretKey key = key().orElseGet(this::make);
        try {
            byte[] sealed = cipher(Cipher.ENCRYPT_MODE, key, nonce, name).doFinal(plain);
            byte[] both = Arrays.copyOf(nonce, nonce.length + sealed.length);
            System.arraycopy(sealed, 0, both, nonce.length, sealed.length);
            return both;
        } catch (GeneralSecurityException e) {
            throw new IllegalStateException("this Java cannot encrypt", e);
        }
    }

    /// @throws CannotStart where it was sealed under another key
    public byte[] open(String name, byte[] sealed) {
        SecretKey key = key().orElseThrow(() -> stranger("has no key yet", null));
        byte[] nonce = Arrays.copyOf(sealed, NONCE_BYTES);
        try {
            return cipher(Cipher.DECRYPT_MODE, key, nonce, name)
                    .doFinal(sealed, NONCE_BYTES, sealed.length - NONCE_BYTES);
        } catch (GeneralSecurityException e) {
            throw stranger("has another key", e);
        }
    }

    private CannotStart stranger(String what, @Nullable Exception cause) {
        String reason = "This database belongs to an installation, and this home " + what + ".";
        String remedy =
                "Copy the file "
                        + FILE
                        + " from the home of a control plane that runs on it to "
                        + home.path().resolve(FILE)
                        + ", or give its text as MERIDIAN_SECRETKEY.";
        return cause == null
                ? new CannotStart(reason, remedy)
                : new CannotStart(reason, remedy, cause);
    }

    private Cipher cipher(int mode, SecretKey key, byte[] nonce, String name)
            throws GeneralSecurityException {
        Cipher cipher = Cipher.getInstance(CIPHER);
        cipher.init(mode, key, new GCMParameterSpec(TAG_BITS, nonce));
        cipher.updateAAD(name.getBytes(UTF_8));
        return cipher;
    }

    private Optional<SecretKey> key() {
        return given.isEmpty()
                ? home.read(FILE).map(text -> key(text, home.path().resolve(FILE).toString()))
                : Optional.of(key(given, "MERIDIAN_SECRETKEY"));
    }

    private SecretKey make() {
        byte[] bytes = new byte[KEY_BYTES];
        random.nextBytes(bytes);
        String text = Base64.getEncoder().encodeToString(bytes);
        home.folder("");
        home.writeSecret(FILE, text);
        return key(text, FILE);
    }

    private static SecretKey key(String text, String from) {
        try {
            byte[] bytes = Base64.getDecoder().decode(text.strip());
            if (bytes.length == KEY_BYTES) {
                return new SecretKeySpec(bytes, "AES");
            }
        } catch (IllegalArgumentException _) {
            // said below
        }
        throw new CannotStart(
                "The key of the installation in " + from + " is none: it is 32 bytes in base64.",
                "Give the text of the file " + FILE + " as it was made at the first start.");
    }
}
