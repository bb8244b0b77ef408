package dev.meridian.controlplane.kernel.store;

import dev.meridian.controlplane.kernel.CannotStart;
import io.zonky.test.db.postgres.util.LinuxUtils;

/// PostgreSQL refuses to run as root; as root it is started inside a user namespace, where it is
/// nobody.
final class RootNeedsNamespaces {

    private RootNeedsNamespaces() {}

    static void check() {
        if ("root".equals(System.getProperty("user.name")) && !LinuxUtils.isUnshareAvailable()) {
            throw new CannotStart(
                    "The embedded PostgreSQL refuses to run as root, and 'unshare -U' does not work here.",
                    "Start the control plane as an ordinary user, allow user namespaces (package util-linux), or name"
                            + " another server in SPRING_DATASOURCE_URL.");
        }
    }
}
