package dev.meridian.controlplane.telemetry.model;

import java.time.LocalDate;
import java.time.format.DateTimeFormatter;
import java.time.format.DateTimeParseException;
import java.util.Optional;

/// A table that is kept in partitions of equal length (UTC), so that what is outlived goes in the
/// time that it takes to unlink a file.
public enum Shelf {
    /// Raw samples.
    SAMPLES("samples", false),
    /// A quarter of an hour of samples in a row.
    ROLLUPS("sample_rollups", true),
    /// Days of demand series.
    DEMAND("demand_days", true);

    private static final DateTimeFormatter MONTH = DateTimeFormatter.ofPattern("yyyyMM");

    private final String table;
    private final boolean monthly;

    Shelf(String table, boolean monthly) {
        this.table = table;
        this.monthly = monthly;
    }

    public String table() {
        return table;
    }

    /// The first day of the partition that holds a day.
    public LocalDate begin(LocalDate day) {
        return monthly ? day.withDayOfMonth(1) : day;
    }

    /// The first day of the partition after the one that begins on a day.
    public LocalDate after(LocalDate begin) {
        return monthly ? begin.plusMonths(1) : begin.plusDays(1);
    }

    /// Of the partition that begins on a day.
    public String nameOf(LocalDate begin) {
        return table + "_" + (monthly ? MONTH : DateTimeFormatter.BASIC_ISO_DATE).format(begin);
    }

    /// As the database reads the bound of a partition: without a zone it would take its own.
    public String bound(LocalDate begin) {
        return "'" + begin + (this == DEMAND ? "'" : " 00:00+00'");
    }

    /// The day on which a partition begins, read from its name; empty for one that was not made
    /// here, as a default partition is, which an administrator may add and keeps.
    public Optional<LocalDate> beginOf(String partition) {
        if (!partition.startsWith(table + "_")) {
            return Optional.empty();
        }
        String digits = partition.substring(table.length() + 1);
        try {
            LocalDate begin =
                    LocalDate.parse(
                            monthly ? digits + "01" : digits, DateTimeFormatter.BASIC_ISO_DATE);
            // a zone, say, would be read as well
            return Optional.of(begin).filter(day -> nameOf(day).equals(partition));
        } catch (DateTimeParseException _) {
            return Optional.empty();
        }
    }
}
