package dev.meridian.controlplane.jobs.imports;

import dev.meridian.controlplane.jobs.model.imports.ImportRemark.Kind;

/// What is said of a field that no mapper takes.
///
/// @param detail goes on after the field's name: "is not …"
public record Why(Kind kind, String detail, String hint) {

    public static final Why UNKNOWN =
            new Why(Kind.LEFT_OUT, "has no counterpart in a job of Meridian", "");

    public static Why leftOut(String detail, String hint) {
        return new Why(Kind.LEFT_OUT, detail, hint);
    }

    public static Why leftOut(String detail) {
        return leftOut(detail, "");
    }

    public static Why notNeeded(String detail) {
        return new Why(Kind.NOT_NEEDED, detail, "");
    }
}
