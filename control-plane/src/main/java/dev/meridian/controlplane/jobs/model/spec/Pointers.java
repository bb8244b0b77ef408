package dev.meridian.controlplane.jobs.model.spec;

/// JSON pointers (RFC 6901).
public final class Pointers {

    private Pointers() {}

    /// A field's name as one step of a pointer.
    public static String escape(String name) {
        return name.replace("~", "~0").replace("/", "~1");
    }
}
