package dev.meridian.controlplane.fleet.model;

import java.util.regex.Pattern;

/// How regions, clusters and pools may be called, so that a name fits a label, a path and a host
/// name.
final class Names {
    private static final Pattern ALLOWED = Pattern.compile("[a-z0-9]([a-z0-9-]{0,61}[a-z0-9])?");

    private Names() {}

    /// @throws IllegalArgumentException with a sentence that quotes the name
    static String checked(String kind, String name) {
        if (!ALLOWED.matcher(name).matches()) {
            throw new IllegalArgumentException(
                    "a " + kind + " is named by 1 to 63 of a-z, 0-9 and -, not \"" + name + "\"");
        }
        return name;
    }
}
