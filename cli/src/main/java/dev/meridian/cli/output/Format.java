package dev.meridian.cli.output;

/// How objects are to be printed: a table of the usual or of all columns, the API's own object as
/// JSON or YAML, or names alone for `xargs`.
public enum Format {
    TABLE,
    WIDE,
    JSON,
    YAML,
    NAME;

    public boolean isTable() {
        return this == TABLE || this == WIDE;
    }
}
