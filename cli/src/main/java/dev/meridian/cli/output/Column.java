package dev.meridian.cli.output;

/// A column of a table.
///
/// @param isWide shown with `-o wide` only
/// @param isNumber of numbers
public record Column(String header, Cell cell, boolean isWide, boolean isNumber) {

    public static Column of(String header, Cell cell) {
        return new Column(header, cell, false, false);
    }

    public static Column of(String header, String path) {
        return of(header, Cells.text(path));
    }

    public Column wide() {
        return new Column(header, cell, true, isNumber);
    }

    public Column right() {
        return new Column(header, cell, isWide, true);
    }
}
