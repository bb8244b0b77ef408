package dev.meridian.verification.chaos;

import dev.meridian.verification.chaos.rows.Row;
import java.util.List;
import java.util.Map;

/// What came of a row.
///
/// @param skipped tries that were not made
/// @param why they were not; empty: all were made
/// @param figures by what they count, those of every row first
/// @param sentences what was wrong
record Result(
        Row row,
        int tried,
        int violations,
        int skipped,
        String why,
        Map<String, Double> figures,
        List<String> sentences) {

    static Result skipped(Row row, int times, String why) {
        return new Result(row, 0, 0, Math.max(1, times), why, Map.of(), List.of());
    }
}
