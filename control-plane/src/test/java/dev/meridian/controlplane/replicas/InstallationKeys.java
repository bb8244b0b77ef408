package dev.meridian.controlplane.replicas;

import dev.meridian.controlplane.kernel.Home;
import java.security.SecureRandom;

/// Lets tests of other rooms make keys.
public final class InstallationKeys {
    private InstallationKeys() {}

    /// @param given base64, or empty
    public static InstallationKey in(Home home, String given) {
        return new InstallationKey(home, new SecureRandom(), given);
    }
}
