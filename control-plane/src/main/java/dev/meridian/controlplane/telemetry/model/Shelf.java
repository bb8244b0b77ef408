package dev.meridian.controlplane.telemetry.model;

import java.time.LocalDate;
import java.time.format.DateTimeFormatter;

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

    /// The day on which a partition begins, read from its name.
    public LocalDate beginOf(String partition) {
        String digits = partition.substring(table.length() + 1);
        return LocalDate.parse(monthly ? digits + "01" : digits, DateTimeFormatter.BASIC_ISO_DATE);
    }
}
