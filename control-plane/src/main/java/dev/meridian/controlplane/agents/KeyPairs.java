package dev.meridian.controlplane.agents;

import java.security.GeneralSecurityException;
import java.security.KeyFactory;
import java.security.KeyPair;
import java.security.KeyPairGenerator;
import java.security.PublicKey;
import java.security.SecureRandom;
import java.security.Signature;
import java.security.interfaces.ECPublicKey;
import java.security.spec.ECGenParameterSpec;
import java.security.spec.InvalidKeySpecException;
import java.security.spec.X509EncodedKeySpec;
import java.util.Optional;

/// The one kind of key on the agent link: EC P-256.
final class KeyPairs {
    private static final int P256_BITS = 256;

    private KeyPairs() {}

    static KeyPair make(SecureRandom random) {
        try {
            KeyPairGenerator generator = KeyPairGenerator.getInstance("EC");
            generator.initialize(new ECGenParameterSpec("secp256r1"), random);
            return generator.generateKeyPair();
        } catch (GeneralSecurityException e) {
            throw new IllegalStateException("this Java cannot make P-256 keys", e);
        }
    }

    /// A public key from its X.509 form; empty when it is none of our kind.
    static Optional<PublicKey> read(byte[] der) {
        try {
            PublicKey key =
                    KeyFactory.getInstance("EC").generatePublic(new X509EncodedKeySpec(der));
            return key instanceof ECPublicKey ec
                            && ec.getParams().getCurve().getField().getFieldSize() == P256_BITS
                    ? Optional.of(key)
                    : Optional.empty();
        } catch (InvalidKeySpecException _) {
            return Optional.empty();
        } catch (GeneralSecurityException e) {
            throw new IllegalStateException("this Java cannot read EC keys", e);
        }
    }

    /// Whether whoever made the proof holds the private half of the key.
    static boolean proves(PublicKey key, byte[] proof, byte[]... parts) {
        try {
            Signature signature = Signature.getInstance("SHA256withECDSA");
            signature.initVerify(key);
            for (byte[] part : parts) {
                signature.update(part);
            }
            return signature.verify(proof);
        } catch (GeneralSecurityException _) {
            return false;
        }
    }
}
